using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Judging.Cases;

/// <summary>The verdict on one case.</summary>
internal sealed record CaseAnswer
{
    public required Decision Decision { get; init; }

    /// <summary>Why it is inconclusive; null otherwise.</summary>
    public Cause? Cause { get; init; }

    /// <summary>Points after t0 at the deciding look; the last look for promote and inconclusive.</summary>
    public required int AtPoint { get; init; }

    /// <summary>The signal that crossed first, the stronger one of two; null unless rolled back.</summary>
    public string? Signal { get; init; }

    /// <summary>One a signal and method, in the order of the case's signals.</summary>
    public required IReadOnlyList<Evidence> Evidence { get; init; }
}
