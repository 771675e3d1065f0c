namespace Bellwether.Agent.Configuration.Plans;

/// <summary>What a caller of the API may do. None includes another: each is given by its name.</summary>
internal enum Role
{
    /// <summary>Ask: deployments, verdicts, gates, signals, events, metrics.</summary>
    Read,

    /// <summary>Say what a pipeline does: deployments, their steps and ends, preflights.</summary>
    Announce,

    /// <summary>Act as a person: overrides, holds, feedback, masks.</summary>
    Override,

    /// <summary>Send what a sidecar saw.</summary>
    Points,

    /// <summary>Send an application's own metrics.</summary>
    Report,
}
