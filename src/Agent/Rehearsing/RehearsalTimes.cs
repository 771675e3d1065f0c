using Bellwether.Agent.Baselines.Placebos;
using Bellwether.Agent.Tables;

namespace Bellwether.Agent.Rehearsing;

/// <summary>Random moments at which nothing was deployed, with history before them and a whole window after.</summary>
internal static class RehearsalTimes
{
    /// <summary>From so much history on the placebo judge stands alone.</summary>
    private static readonly TimeSpan Enough = TimeSpan.FromDays(4);

    /// <summary>Index of the first moment where none is wished for: half of the table, and four days at most.</summary>
    public static int First(PointTable table) =>
        Math.Max(Statistics.BasePoints, (int)Math.Min(Enough / table.Grid.Interval, table.Points / 2));

    /// <summary>Ascending, without repeats; as many as asked for, or all there are.</summary>
    /// <param name="table">Moments whose window or the points just before touch a mask are left out.</param>
    /// <param name="first">Earliest index.</param>
    /// <param name="window">Points after a moment.</param>
    /// <param name="count">How many are wanted.</param>
    /// <param name="seed">The same seed gives the same moments.</param>
    public static int[] Draw(PointTable table, int first, int window, int count, ulong seed)
    {
        var masked = new int[table.Points + 1];
        foreach (var range in table.Masked)
            for (var i = range.From; i < range.To; i++)
                masked[i + 1] = 1;
        for (var i = 1; i < masked.Length; i++) masked[i] += masked[i - 1];
        var possible = new List<int>();
        for (var at = first; at <= table.Points - window; at++)
            if (masked[at + window] == masked[Math.Max(0, at - Statistics.BasePoints)])
                possible.Add(at);
        // The first steps of a shuffle: each moment is as likely as any other.
        var state = seed;
        var taken = Math.Min(count, possible.Count);
        for (var i = 0; i < taken; i++)
        {
            var other = i + (int)(PlaceboTimes.Next(ref state) % (ulong)(possible.Count - i));
            (possible[i], possible[other]) = (possible[other], possible[i]);
        }

        var times = possible.GetRange(0, taken).ToArray();
        Array.Sort(times);
        return times;
    }
}
