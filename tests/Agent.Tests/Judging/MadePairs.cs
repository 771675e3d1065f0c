using Bellwether.Agent.Baselines;
using Bellwether.Agent.Judging.Cases;

namespace Bellwether.Agent.Tests.Judging;

/// <summary>Cases of a control and a new version, as tests ask about them.</summary>
internal static class MadePairs
{
    /// <summary>A pair of levels without history; its signal is critical, so that a promote needs a bound.</summary>
    public static CaseQuestion Of(double[] baseline, double[] observed) => new()
    {
        Signals = ["value"],
        Baselines = new Dictionary<string, double[]> { ["value"] = baseline },
        Observed = new Dictionary<string, double[]> { ["value"] = observed },
        WarmUpPoints = 0,
        WindowPoints = Math.Max(2, observed.Length),
        Critical = new HashSet<string> { "value" },
    };

    /// <summary>Counts that bring their own baseline; critical as well.</summary>
    public static CaseQuestion OfCounts(CountPair[] baseline, CountPair[] observed) => new()
    {
        Signals = ["errors"],
        Counts = new Dictionary<string, CasePairs> { ["errors"] = new(baseline, observed) },
        WindowPoints = observed.Length,
        Critical = new HashSet<string> { "errors" },
    };

    /// <summary>Bad of so many requests a point.</summary>
    public static CountPair[] Pairs(Dice dice, int points, int requests, double share) =>
        [.. Enumerable.Range(0, points).Select(_ => CountPair.Of(dice.Binomial(requests, share), requests))];
}
