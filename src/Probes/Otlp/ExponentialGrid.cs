namespace Bellwether.Probes.Otlp;

/// <summary>Bounds that stay, four to a doubling, into which buckets of powers are put: each is 19 % above the one
/// before it.</summary>
/// <remarks>A bucket of a wider scale goes to the bound that it reaches: what is slow is never told as quicker than it
/// was.</remarks>
internal sealed class ExponentialGrid
{
    private const int Scale = 2;
    private const int PerDoubling = 1 << Scale;

    // From about a millisecond to about a minute; of what is no time, from 1 to 65 536.
    private static readonly ExponentialGrid OfSeconds = new(-10, 6);
    private static readonly ExponentialGrid OfOthers = new(0, 16);

    private readonly int _first;

    private ExponentialGrid(int from, int to)
    {
        _first = from * PerDoubling;
        Bounds = [.. Enumerable.Range(_first, ((to - from) * PerDoubling) + 1)
            .Select(i => Math.Pow(2, (double)i / PerDoubling))];
    }

    /// <summary>Ascending.</summary>
    public IReadOnlyList<double> Bounds { get; }

    public static ExponentialGrid Of(string? unit) => unit is "seconds" ? OfSeconds : OfOthers;

    /// <summary>What one total has more than the one before it; null where that cannot be its beginning.</summary>
    public static ExponentialCounts? Difference(ExponentialCounts now, ExponentialCounts before)
    {
        if (before.Scale < now.Scale) return null;
        var (offset, counts) = (now.Offset, (double[])now.Positive.Clone());
        for (var i = 0; i < before.Positive.Length; i++)
        {
            if (before.Positive[i] == 0) continue;
            var at = Index(before.Offset + i, before.Scale - now.Scale) - offset;
            if (at < 0 || at >= counts.Length) return null;
            counts[at] -= before.Positive[i];
        }

        return Array.Exists(counts, count => count < 0) || now.Low < before.Low ? null
            : new() { Scale = now.Scale, Offset = offset, Positive = counts, Low = now.Low - before.Low };
    }

    /// <summary>Adds counts to those of the bounds; the last is of what lies above all.</summary>
    public void Add(ExponentialCounts powers, double[] counts)
    {
        counts[0] += powers.Low;
        for (var i = 0; i < powers.Positive.Length; i++)
            if (powers.Positive[i] > 0)
                counts[Math.Clamp(UpperIndex((long)powers.Offset + i, powers.Scale) - _first, 0, Bounds.Count)] +=
                    powers.Positive[i];
    }

    /// <summary>Number of the bound, on our scale, that a bucket reaches.</summary>
    private static int UpperIndex(long bucket, int scale)
    {
        const int Far = 1 << 20;
        if (scale >= Scale) return (int)Math.Clamp((bucket >> Math.Min(scale - Scale, 62)) + 1, -Far, Far);
        var widened = Math.Min(Scale - scale, 30);
        return (int)Math.Clamp(Math.Clamp(bucket + 1, -Far, Far) << widened, -Far, Far);
    }

    private static int Index(int bucket, int narrower) => bucket >> Math.Min(narrower, 31);
}
