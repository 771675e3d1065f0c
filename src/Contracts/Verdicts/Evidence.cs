namespace Bellwether.Contracts.Verdicts;

/// <summary>What one rule saw, and what it makes of it.</summary>
public sealed record Evidence
{
    /// <summary>The rule's name in the configuration.</summary>
    public required string Rule { get; init; }

    /// <summary>The signal it looked at.</summary>
    public required string Signal { get; init; }

    public required Outcome Outcome { get; init; }

    /// <summary>Whether a promote needs this rule to have data and to be bounded.</summary>
    public bool Critical { get; init; }

    /// <summary>How it was judged: "counts", "placebo", "e5", "limit", "health", "burn-rate", "absent", "restarts" or
    /// "failure-at-once".</summary>
    public required string Method { get; init; }

    /// <summary>The statistic that spoke, such as "rmed"; null where the method has only one.</summary>
    public string? Statistic { get; init; }

    /// <summary>Unit of the levels: "ratio", "seconds", "looks", "restarts", …</summary>
    public required string Unit { get; init; }

    /// <summary>What is normal; null for rules that compare with nothing.</summary>
    public Baseline? Baseline { get; init; }

    /// <summary>What was seen after t0; null where nothing was.</summary>
    public Stretch? Observed { get; init; }

    /// <summary>Size of the change: relative (0.79 is 79 % more), for error ratios the difference; null where not
    /// judged.</summary>
    public double? Effect { get; init; }

    /// <summary>Lower end of the 95 % interval of <see cref="Effect"/>; null where there is none.</summary>
    public double? Low { get; init; }

    /// <summary>Upper end of the 95 % interval of <see cref="Effect"/>; null where it is not bounded.</summary>
    public double? High { get; init; }

    /// <summary>Smallest effect that could have been seen; null where not known.</summary>
    public double? Detectable { get; init; }

    /// <summary>Evidence against the version in nats, after weights; 0 is none; null for rules and for what was not
    /// judged.</summary>
    public double? Strength { get; init; }

    /// <summary>Pretend deployments it was compared with; null for other methods.</summary>
    public int? Placebos { get; init; }

    /// <summary>How many of them were at least as bad; null for other methods.</summary>
    public int? Exceeded { get; init; }

    /// <summary>Whether the rule was already failing before t0.</summary>
    public bool PreExisting { get; init; }

    /// <summary>Why the outcome is inconclusive; null otherwise.</summary>
    public Cause? Cause { get; init; }

    /// <summary>One sentence for a person on call; no statistics needed to read it.</summary>
    public required string Explanation { get; init; }
}
