namespace Bellwether.Agent.Baselines.Placebos;

/// <summary>Random moments of a history. A fixed stride would beat with whatever runs by the hour.</summary>
/// <remarks>Moments are counted back from the announcement, so agents with the same seed draw the same ones. The
/// generator is SplitMix64 (Steele, Lea, Flood 2014): the library's own promises no sequence.</remarks>
internal static class PlaceboTimes
{
    public const int Fewest = 40;
    public const int Most = 640;

    private const int MostDraws = 200_000;

    /// <summary>Ascending indexes of first points after a moment, without repeats.</summary>
    /// <param name="first">Earliest index, at least the points that a baseline needs.</param>
    /// <param name="end">History's length: the whole window lies before it.</param>
    /// <param name="span">Points of the longest history that any agent has.</param>
    /// <param name="plan">Window and seed.</param>
    public static int[] Draw(int first, int end, int span, PlaceboPlan plan)
    {
        var possible = end - plan.Window - first + 1;
        if (possible <= 0) return [];
        var chosen = new HashSet<int>();
        var state = plan.Seed;
        for (var draws = 0; draws < MostDraws && chosen.Count < Math.Min(Most, possible); draws++)
        {
            var back = plan.Window + (int)(Next(ref state) % (ulong)Math.Max(1, span));
            var at = end - back;
            if (at >= first) chosen.Add(at);
        }

        var times = new int[chosen.Count];
        chosen.CopyTo(times);
        Array.Sort(times);
        return times;
    }

    public static ulong Next(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
