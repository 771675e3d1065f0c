using Bellwether.Agent.Baselines;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Judging.Rules.Compare;

/// <summary>What counts came to, as a sentence.</summary>
internal static class CountWording
{
    /// <summary>"3.1 % of 4 812 requests failed, was 0.05 % of 18 750: 62 times the baseline".</summary>
    public static string Explain(string did, CountPair counts, CountPair was, string what = "requests")
    {
        var factor = was.Bad > 0 && counts.Bad > 0 ? counts.Ratio / was.Ratio : double.NaN;
        var times = factor >= 1.05 ? $": {Wording.Times(factor)} the baseline" : "";
        return $"{Wording.Percent(counts.Ratio)} of {Wording.Requests(counts.Total, what)} {did},"
            + $" was {Wording.Percent(was.Ratio)} of {Wording.Count(was.Total)}{times}";
    }

    /// <summary>"an increase of up to 0.3 percentage points is not excluded", and what is tolerated where that is
    /// less.</summary>
    public static string Left(CompareRulePlan plan, Evidence evidence, bool bounded)
    {
        var (less, more) = (-evidence.Low, evidence.High);
        var (what, worst) = plan.Direction switch
        {
            Direction.Increase => ("an increase", more),
            Direction.Decrease => ("a loss", less),
            _ => ("a change", less is null || more is null ? null : Math.Max(less.Value, more.Value)),
        };
        var size = worst is { } change ? $"up to {Change(plan, Math.Max(0, change))}" : "any size";
        var tolerated = bounded ? "" : $" ({Change(plan, plan.Tolerate)} is tolerated)";
        return $"{what} of {size} is not excluded{tolerated}";
    }

    /// <summary>"; 0.4 % or more would have been found"; empty where nothing would have been.</summary>
    public static string Detectable(Comparison comparison, double? smallestShare)
    {
        if (smallestShare is not { } share) return "";
        var slowdown = comparison.Slow?.SlowdownTo(share, comparison.History.Bounds);
        var slower = slowdown is { } factor ? $", certainly where requests take {Wording.Times(factor)} as long" : "";
        return $"{Detectable(comparison.Plan, share)}{slower}";
    }

    /// <summary>"; 0.4 % or more would have been found"; empty where nothing would have been.</summary>
    public static string Detectable(CompareRulePlan plan, double? smallestShare) => smallestShare is { } share
        ? $"; {Wording.Percent(share)} {(plan.Direction == Direction.Decrease ? "or less" : "or more")} would have"
            + " been found"
        : "";

    /// <summary>A change in the scale that the rule tolerates it in.</summary>
    private static string Change(CompareRulePlan plan, double change) =>
        plan.TolerateIsDifference ? Wording.PercentagePoints(change) : Wording.Percent(change);
}
