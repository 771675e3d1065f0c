using Bellwether.Agent.Baselines;
using Bellwether.Agent.Signals.Snapshots;

namespace Bellwether.Agent.Judging.Rules.Compare;

/// <summary>Where hardly any request was slower than the bound, the bound alone says little of what people wait: a site
/// of plain files answers within a millisecond.</summary>
internal static class RareSlow
{
    /// <summary>So much of the requests may take longer than what is told.</summary>
    private const double Slowest = 0.05;

    /// <summary>"; 95 % take up to 250 ms, before up to 1 ms"; empty for bounds that requests did exceed.</summary>
    /// <param name="comparison">A latency with its bound.</param>
    /// <param name="points">Points after t0 that count.</param>
    public static string Words(Comparison comparison, ReadOnlySpan<Point> points)
    {
        if (comparison.Slow is not { Rare: true } slow) return "";
        var bounds = comparison.History.Bounds;
        var was = Told(comparison, bound => slow.Exceeding[bound] <= Slowest);
        var shares = new double[bounds.Count];
        for (var i = 0; i < shares.Length; i++) shares[i] = Exceeding(points, i);
        var now = Told(comparison, bound => shares[bound] <= Slowest);
        var lowest = slow.Index == 0 ? ", the lowest bound that its histogram has" : "";
        return $"; 95 % take {now}, before {was}{lowest}";
    }

    private static string Told(Comparison comparison, Func<int, bool> holds)
    {
        var history = comparison.History;
        for (var i = 0; i < history.Bounds.Count; i++)
            if (holds(i))
                return $"up to {Wording.Level(history.Bounds[i], history.Unit)}";
        return $"longer than {Wording.Level(history.Bounds[^1], history.Unit)}";
    }

    private static double Exceeding(ReadOnlySpan<Point> points, int bound)
    {
        CountPair sum = default;
        foreach (ref readonly var point in points) sum = sum.Plus(CountPair.OfLatency(in point, bound));
        return sum.Ratio;
    }
}
