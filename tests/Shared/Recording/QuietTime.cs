namespace Bellwether.Testing.Recording;

/// <summary>When nothing was restarted.</summary>
internal static class QuietTime
{
    /// <summary>After a program is back, until its time counts as quiet: connections and caches are new.</summary>
    public const long Settling = 60;

    /// <param name="all">The whole recording.</param>
    /// <param name="restarts">Of the program, and of those that it depends on; any order.</param>
    /// <returns>Ascending, without empty ones.</returns>
    public static IReadOnlyList<Stretch> Of(Stretch all, IEnumerable<RecordedRestart> restarts)
    {
        var quiet = new List<Stretch>();
        var from = all.From;
        foreach (var restart in restarts.OrderBy(restart => restart.Asked))
        {
            if (restart.Asked > from) quiet.Add(new(from, restart.Asked));
            from = Math.Max(from, restart.Back + Settling);
        }

        if (all.Until > from) quiet.Add(all with { From = from });
        return quiet;
    }
}
