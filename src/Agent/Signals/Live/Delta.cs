namespace Bellwether.Agent.Signals.Live;

/// <summary>What one page adds to a signal. Our own requests are taken out of it one by one.</summary>
internal sealed class Delta
{
    public double Good { get; set; }

    public double Bad { get; set; }

    /// <summary>A mean: <see cref="Good"/> requests, and <see cref="Sum"/> their seconds.</summary>
    public bool IsMean { get; init; }

    /// <summary>Seconds of all requests, or a level; NaN where unknown.</summary>
    public double Sum { get; set; } = double.NaN;

    /// <summary>Empty unless latency.</summary>
    public IReadOnlyList<double> Bounds { get; init; } = [];

    /// <summary>Not cumulative; empty unless latency.</summary>
    public double[] Buckets { get; init; } = [];

    /// <summary>Takes out one request of ours and says what was taken; null where there is none like it.</summary>
    /// <param name="own">The request.</param>
    /// <param name="isBad">Whether it is one of the bad ones here.</param>
    public Delta? TakeOut(OwnRequest own, bool isBad)
    {
        if (Buckets.Length > 0) return TakeOutOfBuckets(own);
        if (isBad)
        {
            if (Bad < 1) return null;
            Bad--;
            return new() { Bad = 1 };
        }

        if (Good < 1) return null;
        Good--;
        if (!IsMean) return new() { Good = 1 };
        var seconds = Math.Min(own.Seconds, Sum);
        Sum -= seconds;
        return new() { IsMean = true, Good = 1, Sum = seconds };
    }

    /// <summary>
    /// Out of the bucket of our own measure. The server's measure is mostly shorter than ours, so the next lower bucket
    /// that has any comes next; it may be longer where it ends after our last byte, so a higher one comes last.
    /// </summary>
    private Delta? TakeOutOfBuckets(OwnRequest own)
    {
        var at = 0;
        while (at < Bounds.Count && own.Seconds > Bounds[at]) at++;
        var bucket = at;
        while (bucket >= 0 && Buckets[bucket] < 1) bucket--;
        if (bucket < 0)
        {
            bucket = at + 1;
            while (bucket < Buckets.Length && Buckets[bucket] < 1) bucket++;
            if (bucket >= Buckets.Length) return null;
        }

        var upper = bucket < Bounds.Count ? Bounds[bucket] : own.Seconds;
        var seconds = Math.Min(Math.Min(own.Seconds, upper), Sum);
        var taken = new double[Buckets.Length];
        taken[bucket] = 1;
        Buckets[bucket]--;
        Sum -= seconds;
        return new() { Bounds = Bounds, Buckets = taken, Sum = seconds };
    }
}
