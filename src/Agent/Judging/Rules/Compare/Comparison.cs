using Bellwether.Agent.Baselines;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Judging.Calibrations;
using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Judging.Rules.Compare;

/// <summary>A rule, its signal, and for latency the bound beyond which a request is slow.</summary>
/// <param name="Plan">The rule, as it is applied to this signal.</param>
/// <param name="View">Its signal.</param>
/// <param name="Slow">Latency: the bound; null where there is none, and for other kinds.</param>
internal sealed record Comparison(CompareRulePlan Plan, SignalView View, SlowBound? Slow)
{
    /// <summary>Where no quantile is named, slow is what the baseline's slowest twentieth was.</summary>
    private const double SlowQuantile = 0.95;

    /// <summary>A share of nearly nothing has no relative bound; it is tolerated as errors are by default.</summary>
    private const double RareTolerated = CompareRuleOptions.DefaultDifference;

    /// <summary>What a rule compares on a signal.</summary>
    /// <param name="plan">The rule.</param>
    /// <param name="view">Its signal.</param>
    /// <param name="known">What was learned for the rule at the announcement: its bound holds; null for
    /// nothing.</param>
    public static Comparison Of(CompareRulePlan plan, SignalView view, RuleCalibration? known)
    {
        var (before, bounds) = (view.History.Before, view.History.Bounds);
        if (view.History.Kind != SignalKind.Latency) return new(plan, view, Slow: null);
        if (known?.SlowBound is { } chosen && SlowBound.At(before, bounds, chosen) is { } kept)
            return new(plan, view, kept);
        var slow = SlowBound.Choose(before, bounds, view.Quantile ?? SlowQuantile);
        return slow is not { Rare: true } ? new(plan, view, slow)
            : new(plan with { Tolerate = RareTolerated, TolerateIsDifference = true }, view, slow);
    }

    public SignalHistory History => View.History;

    /// <summary>The counts of a point.</summary>
    public CountPair Pair(in Point point) => CountPair.Of(point, History.Kind, Slow?.Index ?? 0);

    /// <summary>The level that E5 looks at: the share of slow requests where there is a bound; else the signal's
    /// own.</summary>
    public double Level(in Point point, TimeSpan interval) => Slow is null
        ? Levels.Of(History, point, View.Quantile, interval)
        : Pair(point).Ratio;

    /// <summary>The placebo judge looks at the share of slow requests: a bound is known, and the rule names no
    /// quantile.</summary>
    public bool JudgesShare => Slow is not null && View.Quantile is null;

    /// <summary>The level that the placebo judge looks at.</summary>
    public double PlaceboLevel(in Point point, TimeSpan interval) =>
        JudgesShare ? Pair(point).Ratio : Levels.Of(History, point, View.Quantile, interval);

    /// <summary>Unit of the level that the placebo judge looks at.</summary>
    public string PlaceboUnit => JudgesShare ? "ratio" : History.Unit;

    /// <summary>Unit of the level that E5 looks at.</summary>
    public string Unit => Slow is not null || History.Kind == SignalKind.Ratio ? "ratio" : History.Unit;

    /// <summary>"failed", "were answered 401", "took longer than 100 ms".</summary>
    public string Did => Slow is not null ? $"took longer than {Wording.Level(Slow.Seconds, History.Unit)}"
        : History.Name[(History.Name.LastIndexOf('.') + 1)..] switch
        {
            "unauthorized" => "were answered 401",
            "forbidden" => "were answered 403",
            "throttled" => "were answered 429",
            _ => "failed",
        };
}
