using Bellwether.Agent.Baselines.Placebos;

namespace Bellwether.Agent.Judging.Calibrations;

/// <summary>What was learned for one rule when a deployment was announced.</summary>
internal sealed record RuleCalibration
{
    /// <summary>The rule's name in the plan.</summary>
    public required string Rule { get; init; }

    /// <summary>Null where the placebo judge does not speak for the rule.</summary>
    public Calibration? Learned { get; init; }

    /// <summary>Why it does not, for a person; null where it does, or where the rule's own words say it.</summary>
    public string? WhyNot { get; init; }

    /// <summary>Latency that is judged by its share of slow requests: the bound beyond which one is slow, in the
    /// signal's unit. Chosen once, so that all points are counted on the same.</summary>
    public double? SlowBound { get; init; }

    /// <summary>Latency: the bucket bounds that levels were read on, ascending; empty for other kinds.</summary>
    public IReadOnlyList<double> Bounds { get; init; } = [];

    /// <summary>Whether a signal is still counted in a way that what was learned holds for it.</summary>
    public bool HoldsFor(SignalView view) => SlowBound is { } bound
        ? view.History.Bounds.Contains(bound)
        : view.History.Bounds.SequenceEqual(Bounds);
}
