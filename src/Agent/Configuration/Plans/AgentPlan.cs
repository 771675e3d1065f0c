using Bellwether.Probes.Dialing;

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

    /// <summary>What the API speaks TLS with; null where it speaks plain HTTP.</summary>
    public TlsPlan? Tls { get; init; }

    /// <summary>Who may ask the API for what.</summary>
    public AccessPlan Access { get; init; } = AccessPlan.Nobody;

    /// <summary>Which addresses nothing is connected to.</summary>
    public AddressGuard Reach { get; init; } = AddressGuard.Standard;

    /// <summary>Folder of the journal and the history.</summary>
    public required string StateFolder { get; init; }

    /// <summary>At least one; names are unique.</summary>
    public required IReadOnlyList<WatchPlan> Services { get; init; }

    /// <summary>That it is a sidecar; null where it judges by itself.</summary>
    public SidecarPlan? Sidecar { get; init; }

    /// <summary>Channels for verdicts; empty where only the API tells them.</summary>
    public IReadOnlyList<ChannelPlan> Channels { get; init; } = [];

    /// <summary>How the log is written.</summary>
    public LogPlan Log { get; init; } = new(LogFormat.Auto, LogLevel.Information);

    /// <summary>Marks of what holds as long as the agent runs, by its key at the top of the file; see
    /// <see cref="WatchPlan.Mark"/>.</summary>
    public IReadOnlyDictionary<string, string> FixedMarks { get; init; } = new Dictionary<string, string>();

    /// <summary>The message bus; null for none.</summary>
    public BusPlan? Bus { get; init; }
}
