using Bellwether.Agent.Signals;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Deployments;

/// <summary>One step of a deployment: what is watched, and what was said of it.</summary>
internal sealed record StepWatch
{
    /// <summary>From 0.</summary>
    public required int Step { get; init; }

    /// <summary>Share of traffic on the new version, 0 to 1; null where not said.</summary>
    public double? Weight { get; init; }

    public required DateTimeOffset BeganAt { get; init; }

    /// <summary>First sign of the new version; null before it.</summary>
    public DateTimeOffset? T0 { get; init; }

    /// <summary>What the sign was; null where none came and the end of the deployment stands for it.</summary>
    public SignKind? Sign { get; init; }

    /// <summary>The verdict of the watch; null while pending.</summary>
    public VerdictIssued? Verdict { get; init; }
}
