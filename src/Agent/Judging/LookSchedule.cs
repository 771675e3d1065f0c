namespace Bellwether.Agent.Judging;

/// <summary>After how many points statistics look. Few looks late: each is a chance to be wrong.</summary>
internal static class LookSchedule
{
    private const double Growth = 1.3;

    /// <summary>Looks at warm-up + 2, then each point to warm-up + 8, then 1.3 times as many, and at the window's
    /// end.</summary>
    /// <param name="warmUp">Points that are not looked at.</param>
    /// <param name="window">Points of the watch, warm-up included.</param>
    /// <returns>Ascending; empty where the window ends before the first look.</returns>
    public static IReadOnlyList<int> Of(int warmUp, int window)
    {
        var looks = new List<int>();
        for (var look = warmUp + 2; look < window;)
        {
            looks.Add(look);
            look = look < warmUp + 8 ? look + 1 : (int)Math.Ceiling(look * Growth);
        }

        if (window >= warmUp + 2) looks.Add(window);
        return looks;
    }
}
