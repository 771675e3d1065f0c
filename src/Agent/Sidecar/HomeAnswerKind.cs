namespace Bellwether.Agent.Sidecar;

/// <summary>How a sidecar goes on after a call to its home.</summary>
internal enum HomeAnswerKind
{
    /// <summary>It is away, or does not let us in, or does not know us yet: the report waits.</summary>
    Later,

    Taken,

    /// <summary>It will never take this one.</summary>
    Refused,

    /// <summary>Its points have another width.</summary>
    OtherInterval,
}
