using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent.Rehearsing;

/// <summary>The rules of a rehearsal: those that compare, and how long they watch.</summary>
internal sealed record RehearsedRules
{
    /// <summary>At least one; names are unique.</summary>
    public required IReadOnlyList<CompareRulePlan> Rules { get; init; }

    /// <summary>Points after t0 that nothing looks at.</summary>
    public required int WarmUp { get; init; }

    /// <summary>Points of the watch, warm-up included; at least two more than it.</summary>
    public required int Window { get; init; }

    /// <summary>Points before which nothing is promoted.</summary>
    public required int MinWatch { get; init; }

    public required double FalseRollbackBudget { get; init; }

    /// <summary>Where this is not what the configuration says, one sentence each; empty for nowhere.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
