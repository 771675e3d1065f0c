namespace Bellwether.Agent.Signals.Live;

/// <summary>Requests per bucket, not cumulative: one a bound and one above the last.</summary>
internal sealed record BucketCounts(IReadOnlyList<double> Bounds, IReadOnlyList<double> Counts)
{
    /// <summary>The same requests on some of the bounds.</summary>
    public IReadOnlyList<double> On(IReadOnlyList<double> bounds)
    {
        if (ReferenceEquals(bounds, Bounds) || bounds.SequenceEqual(Bounds)) return Counts;
        var sum = new double[bounds.Count + 1];
        var target = 0;
        for (var i = 0; i < Counts.Count; i++)
        {
            sum[target] += Counts[i];
            if (target < bounds.Count && i < Bounds.Count && Bounds[i].Equals(bounds[target])) target++;
        }

        return sum;
    }
}
