using Bellwether.Agent.Baselines;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Judging.Rules.Compare;

/// <summary>What counts came to, as a sentence.</summary>
internal static class CountWording
{
    /// <summary>"3.1 % of 4 812 requests failed, was 0.05 % of 18 750: 62 times the baseline".</summary>
    public static string Explain(Comparison comparison, CountPair counts, CountBaseline baseline, double? smallest)
    {
        var was = baseline.Counts;
        var factor = was.Bad > 0 && counts.Bad > 0 ? counts.Ratio / was.Ratio : double.NaN;
        var times = factor >= 1.05 ? $": {Wording.Times(factor)} the baseline" : "";
        var text = $"{Wording.Percent(counts.Ratio)} of {Wording.Requests(counts.Total)} {comparison.Did},"
            + $" was {Wording.Percent(was.Ratio)} of {Wording.Count(was.Total)}{times}";
        return smallest is { } share && times.Length == 0 ? $"{text}; {Detectable(comparison, share)}" : text;
    }

    /// <summary>"an increase of 60 % could not be excluded (50 % is tolerated)".</summary>
    public static string Open(Comparison comparison, Evidence evidence)
    {
        var plan = comparison.Plan;
        var worst = plan.Direction == Direction.Decrease ? -evidence.Low : evidence.High;
        var what = plan.Direction switch
        {
            Direction.Increase => "an increase",
            Direction.Decrease => "a loss",
            _ => "a change",
        };
        var size = worst is { } change ? $" of {Change(plan, change)}" : " of any size";
        return $"{what}{size} could not be excluded ({Change(plan, plan.Tolerate)} is tolerated)";
    }

    /// <summary>A change in the scale that the rule tolerates it in.</summary>
    public static string Change(CompareRulePlan plan, double change) =>
        plan.TolerateIsDifference ? Wording.PercentagePoints(change) : Wording.Percent(change);

    private static string Detectable(Comparison comparison, double share)
    {
        var slowdown = comparison.Slow?.SlowdownTo(share, comparison.History.Bounds);
        var slower = slowdown is { } factor ? $" (requests {Wording.Times(factor)} slower, or less)" : "";
        return $"{Wording.Percent(share)} would have been seen{slower}";
    }
}
