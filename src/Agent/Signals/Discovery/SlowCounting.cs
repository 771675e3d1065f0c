using System.Globalization;
using Bellwether.Probes;

namespace Bellwether.Agent.Signals.Discovery;

/// <summary>Whether slow requests of a latency can be counted at one of its bounds, by what the page has counted so
/// far.</summary>
internal static class SlowCounting
{
    /// <summary>Fewer requests do not tell where a histogram's bounds lie.</summary>
    public const double FewestRequests = 100;

    /// <summary>Above this share a slowdown has little room left to show in; the judge's own limit.</summary>
    public const double MostExceeding = 0.40;

    /// <summary>Below this share slow requests are judged like errors.</summary>
    public const double FewestExceeding = 0.001;

    /// <summary>Null where they can, where the page has counted too little to tell, and where it has no
    /// latency.</summary>
    public static DiscoveryProblem? Fault(PageIndex page, Binding latency)
    {
        var bounds = Counted(page, latency);
        if (bounds.Count == 0) return null;
        var all = bounds.Values.Max();
        if (all < FewestRequests) return null;
        var shares = bounds.Where(bound => double.IsFinite(bound.Key))
            .Select(bound => (Bound: bound.Key, Share: 1 - bound.Value / all)).ToList();
        if (shares.Any(bound => bound.Share is >= FewestExceeding and <= MostExceeding)) return null;
        var name = latency.Signal;
        if (!shares.Any(bound => bound.Share <= MostExceeding))
            return new(name, DiscoveryProblem.NoBound, shares.Count == 0
                ? "its histogram has no bounds, so slow requests cannot be counted."
                : $"more than 40 % of requests took longer than its highest bound, {Seconds(shares[^1].Bound)}: slow"
                    + " requests cannot be counted until it has one near the 95th percentile.");
        var lowest = shares.First(bound => bound.Share < FewestExceeding).Bound;
        return new(name, DiscoveryProblem.NoBound,
            $"no bound lies where 0.1 % to 40 % of requests are slower: fewer than 0.1 % took longer than"
            + $" {Seconds(lowest)}, so a slowdown below that is not seen. Give its histogram a bound near the 95th"
            + " percentile.");
    }

    /// <summary>Requests up to each bound, in seconds.</summary>
    private static SortedDictionary<double, double> Counted(PageIndex page, Binding latency)
    {
        var counted = new SortedDictionary<double, double>();
        foreach (var reading in page[$"{latency.Metric}_bucket"])
        {
            if (IsLeftOut(reading.Labels, latency) || !(reading.Value >= 0)) continue;
            if (!double.TryParse(reading.Labels["le"], NumberStyles.Float, CultureInfo.InvariantCulture, out var bound))
            {
                if (reading.Labels["le"] is not "+Inf") continue;
                bound = double.PositiveInfinity;
            }

            bound *= latency.Scale;
            counted[bound] = counted.GetValueOrDefault(bound) + reading.Value;
        }

        return counted;
    }

    private static bool IsLeftOut(LabelSet labels, Binding latency) =>
        !latency.Means(labels) || latency.Route.Any(label =>
            labels[label] is { Length: > 0 } route && Glob.MatchesAny(latency.Ignore, route));

    private static string Seconds(double bound) => bound < 1
        ? string.Create(CultureInfo.InvariantCulture, $"{bound * 1000:0.###} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{bound:0.###} s");
}
