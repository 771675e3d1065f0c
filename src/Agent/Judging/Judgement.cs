using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Judging;

/// <summary>What the judge makes of a snapshot.</summary>
internal sealed record Judgement
{
    /// <summary>Pending until something can be said for good.</summary>
    public required Decision Decision { get; init; }

    /// <summary>Set exactly when inconclusive.</summary>
    public Cause? Cause { get; init; }

    /// <summary>One a rule and method, in the order of the rules; failures at once come first.</summary>
    public required IReadOnlyList<Evidence> Evidence { get; init; }

    /// <summary>One plain sentence for a person on call.</summary>
    public required string Summary { get; init; }

    /// <summary>Share of the points after t0 that had data, 0 to 1, the smallest over the judged signals; 0 before
    /// t0.</summary>
    public double DataCoverage { get; init; }

    /// <summary>Points after t0 so far.</summary>
    public int Points { get; init; }
}
