namespace Shop.Serving;

/// <summary>Counts of requests by how long they took, for one set of labels. Safe for concurrent use.</summary>
internal sealed class DurationHistogram
{
    /// <summary>Upper bounds in seconds, ascending: those that ASP.NET Core advises for request durations.</summary>
    public static readonly IReadOnlyList<double> Bounds =
        [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

    private readonly long[] _counts = new long[Bounds.Count + 1];
    private long _sumTicks;

    public void Record(TimeSpan duration)
    {
        var bucket = 0;
        while (bucket < Bounds.Count && duration.TotalSeconds > Bounds[bucket]) bucket++;
        Interlocked.Increment(ref _counts[bucket]);
        Interlocked.Add(ref _sumTicks, duration.Ticks);
    }

    /// <summary>Sum of all durations.</summary>
    public TimeSpan Sum => new(Interlocked.Read(ref _sumTicks));

    /// <summary>Requests at or under each bound, and last all of them: never falling.</summary>
    public long[] Cumulative()
    {
        var cumulative = new long[_counts.Length];
        long soFar = 0;
        for (var i = 0; i < cumulative.Length; i++) cumulative[i] = soFar += Interlocked.Read(ref _counts[i]);
        return cumulative;
    }
}
