namespace Bellwether.Agent.Configuration.Plans;

/// <summary>Everything the agent was told, compiled once; later code reads no configuration text.</summary>
internal sealed record AgentPlan
{
    /// <summary>This agent's id; default the host name in lower case.</summary>
    public required string AgentId { get; init; }

    public required string Environment { get; init; }

    public required Mode Mode { get; init; }

    /// <summary>Where the API listens; default http://127.0.0.1:7070.</summary>
    public required Uri Listen { get; init; }

    /// <summary>Folder of the journal and the history.</summary>
    public required string StateFolder { get; init; }

    /// <summary>At least one; names are unique.</summary>
    public required IReadOnlyList<WatchPlan> Services { get; init; }

    /// <summary>That it is a sidecar; null where it judges by itself.</summary>
    public SidecarPlan? Sidecar { get; init; }

    /// <summary>Channels for verdicts; empty where only the API tells them.</summary>
    public IReadOnlyList<ChannelPlan> Channels { get; init; } = [];
}
