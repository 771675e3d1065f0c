namespace Bellwether.Agent.Configuration.Plans;

/// <summary>One service: what is looked at, what is made of it, how it is judged.</summary>
internal sealed record WatchPlan
{
    public required string Service { get; init; }

    public required string Environment { get; init; }

    public required Mode Mode { get; init; }

    public required PolicyPlan Policy { get; init; }

    /// <summary>In the order of the configuration; at least one; names are unique.</summary>
    public required IReadOnlyList<ProbePlan> Probes { get; init; }

    /// <summary>The operator's own signals; empty for none.</summary>
    public IReadOnlyList<SignalPlan> Signals { get; init; } = [];

    /// <summary>The operator's rules; null where the file has none, and the default rules hold.</summary>
    public IReadOnlyList<RulePlan>? Rules { get; init; }

    /// <summary>Extra lines for the discovery table, as YAML text; null for none.</summary>
    public string? SignalTable { get; init; }

    /// <summary>Digest of all this without secrets, <c>sha256:…</c>.</summary>
    public required string Digest { get; init; }

    /// <summary>Changes with whatever the operator changes, secrets too; means nothing outside this process.</summary>
    public string Mark { get; init; } = "";

    /// <summary>0 for the plan that the agent began with, one more for each that took its place: tells looks of the
    /// one from looks of the other. No part of the digest.</summary>
    public int Generation { get; init; }
}
