using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Watching.Replaying;

/// <summary>A verdict that was judged again.</summary>
internal sealed record ReplayedVerdict
{
    /// <summary>As it was published.</summary>
    public required VerdictIssued Recorded { get; init; }

    public required ReplayOutcome Outcome { get; init; }

    /// <summary>Why nothing can be told, for a person; null where it can.</summary>
    public string? WhyNot { get; init; }

    /// <summary>Where the two are different, in the order of the message; empty for nowhere.</summary>
    public IReadOnlyList<ReplayDifference> Differences { get; init; } = [];
}
