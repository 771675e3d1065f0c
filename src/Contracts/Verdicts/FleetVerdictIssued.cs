namespace Bellwether.Contracts.Verdicts;

/// <summary>The judgement of a deployment over all its agents.</summary>
public sealed record FleetVerdictIssued
{
    /// <summary>Version of this message's form; 1.</summary>
    public int Schema { get; init; } = 1;

    /// <summary>The verdict, its scope "fleet".</summary>
    public required VerdictIssued Verdict { get; init; }

    /// <summary>Agents whose evidence went into it, sorted.</summary>
    public required IReadOnlyList<string> Agents { get; init; }

    /// <summary>Agents that were expected and said nothing, sorted; empty where all spoke.</summary>
    public IReadOnlyList<string> Silent { get; init; } = [];
}
