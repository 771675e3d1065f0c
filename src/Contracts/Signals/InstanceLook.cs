using Bellwether.Contracts.Points;

namespace Bellwether.Contracts.Signals;

/// <summary>How the last look of a probe at one instance ended.</summary>
public sealed record InstanceLook
{
    public required string Instance { get; init; }

    /// <summary><see cref="LookOutcome.Good"/>, <see cref="LookOutcome.Bad"/>, or <see cref="LookOutcome.Missing"/>
    /// where the agent could not look.</summary>
    public required LookOutcome Outcome { get; init; }

    /// <summary>When it began, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When the first of the looks began that have all ended so since, UTC; not before the agent's
    /// start.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>The probe sees nothing there: it could not look, or was answered without what it came for.</summary>
    public bool Blind { get; init; }

    /// <summary>Why it is bad, missing or blind, for a person; null where it is none of them.</summary>
    public string? Why { get; init; }
}
