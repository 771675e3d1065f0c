namespace Bellwether.Agent.Signals;

/// <summary>What is wrong with a report.</summary>
internal enum ReportFaultKind
{
    /// <summary>It holds what cannot be.</summary>
    Invalid,

    /// <summary>It is of a service that is not watched here.</summary>
    NotWatched,

    /// <summary>Its points have another width than those that are judged here.</summary>
    OtherInterval,

    /// <summary>Its clock is not this agent's.</summary>
    OtherClock,

    /// <summary>More sidecars than one home takes.</summary>
    TooMany,
}
