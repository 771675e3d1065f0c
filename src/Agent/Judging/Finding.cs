using Bellwether.Agent.Configuration.Plans;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Judging;

/// <summary>One evidence, and what the judge needs to know beside it.</summary>
internal sealed record Finding
{
    /// <summary>Below this share of points with data nothing passes.</summary>
    public const double LeastCoverage = 0.70;

    public required Evidence Evidence { get; init; }

    /// <summary>The control fails the same rule.</summary>
    public bool ControlFails { get; init; }

    /// <summary>Share of the points that count that had data; null where the rule has no points.</summary>
    public double? Coverage { get; init; }

    /// <summary>It comes beside the rule's own method and cannot carry a promote alone.</summary>
    public bool Beside { get; init; }

    /// <summary>Whether a promote may rest on it alone, as its rule says.</summary>
    public bool Carries { get; init; } = true;

    /// <summary>What a promote has to name although the rule passed; null for nothing.</summary>
    public string? NotExcluded { get; init; }

    /// <summary>It cannot be said, and why.</summary>
    public static Finding Cannot(RulePlan plan, string method, SignalView? view, Cause cause, string explanation) =>
        new()
        {
            Evidence = new()
            {
                Rule = plan.Name,
                Signal = plan.Signal,
                Outcome = Outcome.Inconclusive,
                Critical = plan.Critical,
                Method = method,
                Unit = view?.History.Unit ?? "",
                Cause = cause,
                Explanation = explanation,
            },
            Coverage = cause is Cause.NoData or Cause.ProviderUnavailable ? 0 : null,
        };

    /// <summary>Why a signal cannot be looked at whatever the rule; null where it can.</summary>
    public static Finding? Unseen(RulePlan plan, string method, SignalView? view) => view switch
    {
        null => Cannot(plan, method, view, Cause.NoData, $"{plan.Signal} was never seen"),
        { History.Ambiguity: { } why } => Cannot(plan, method, view, Cause.AmbiguousSignal,
            $"{plan.Signal} cannot be told for sure: {why}"),
        _ => null,
    };

    /// <summary>Too few of the points that count have data.</summary>
    public static Finding TooFew(RulePlan plan, string method, SignalView view, double coverage)
    {
        var ours = view.History.ProviderUnavailable;
        var what = coverage > 0 ? $"has data in only {Wording.Percent(coverage)} of the points" : "has no data";
        var why = ours ? ": the system that is asked for it could not be asked" : "";
        return Cannot(plan, method, view, ours ? Cause.ProviderUnavailable : Cause.NoData,
            $"{plan.Signal} {what} since the warm-up{why}")
            with
        { Coverage = coverage };
    }
}
