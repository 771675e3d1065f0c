using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Bellwether.Agent.Configuration.Binding;
using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent.Configuration.Options;

/// <summary>The whole file.</summary>
[NotYet("fleet", "a fleet of agents is not in this version yet: take it out; each agent gives its own verdict")]
internal sealed class ConfigurationOptions
{
    /// <summary>Environment that the services run in. Lower-case letters, digits and '-', at most 63;
    /// required.</summary>
    [Required, Name, Meaning("where the services run, such as production or staging")]
    public string? Environment { get; init; }

    /// <summary>Whether verdicts decide (gate) or only advise (observe). Required: it is always said, never
    /// assumed.</summary>
    [Required, Meaning("write observe (verdicts advise; gates answer promote and note what would have been) or gate "
        + "(verdicts decide)")]
    public Mode? Mode { get; init; }

    /// <summary>Name of the only service: probes, signals and rules then stand at the top. Default none.</summary>
    [Name] public string? Service { get; init; }

    /// <summary>The services, at least one, unless <c>service</c> names the only one.</summary>
    public IReadOnlyList<ServiceOptions>? Services { get; init; }

    /// <summary>Probes of the only service.</summary>
    public IReadOnlyList<ProbeItem>? Probes { get; init; }

    /// <summary>Signals of the operator's own, of the only service.</summary>
    public IReadOnlyList<SignalItem>? Signals { get; init; }

    /// <summary>Rules of the only service.</summary>
    public IReadOnlyList<RuleItem>? Rules { get; init; }

    /// <summary>File with further lines for the discovery of signals, for the only service. Default none.</summary>
    public string? SignalTable { get; init; }

    /// <summary>Times and budget of a watch.</summary>
    public PolicyOptions Policy { get; init; } = new();

    /// <summary>Channels that verdicts are sent to, beside the API; default none.</summary>
    public IReadOnlyList<ChannelItem> Deliver { get; init; } = [];

    /// <summary>The message bus; default none: nothing is connected to.</summary>
    public BusOptions? Bus { get; init; }

    /// <summary>Makes this agent a sidecar that reports to another one; default none.</summary>
    public SidecarOptions? Sidecar { get; init; }

    /// <summary>This agent.</summary>
    public AgentOptions Agent { get; init; } = new();

    /// <summary>Address of the API, http or with <c>tls</c> https; beyond loopback only with <c>access</c>. Default
    /// http://127.0.0.1:7070.</summary>
    [DefaultValue(ListenAddress.DefaultText)] public Uri? Listen { get; init; }

    /// <summary>Certificate of the API; needed for an https address. Default none.</summary>
    public TlsOptions? Tls { get; init; }

    /// <summary>Who may ask the API for what. Default none: everybody on this host may do everything.</summary>
    public AccessOptions? Access { get; init; }

    /// <summary>How the log is written, to standard error.</summary>
    public LogOptions Log { get; init; } = new();

    /// <summary>What the agent may connect to beside ordinary addresses.</summary>
    public ReachOptions Reach { get; init; } = new();

    /// <summary>Folder of the journal and the history. Default the unit's under systemd, /var/lib/bellwether where that
    /// can be written to, else ~/.local/state/bellwether.</summary>
    [DefaultValue("/var/lib/bellwether or ~/.local/state/bellwether")] public string? State { get; init; }

    /// <summary>Folder of further health checks: assemblies, in it or one folder below. Nobody but root may be able to
    /// write there. Default none.</summary>
    public string? PlugIns { get; init; }

    /// <summary>What does not go together. Not part of the binding: a fault elsewhere in the file must not hide
    /// it.</summary>
    /// <param name="isGiven">Whether the file has a member, readable or not.</param>
    public IEnumerable<ValidationResult> Check(Func<string, bool> isGiven)
    {
        var (one, many) = (isGiven(nameof(Service)), isGiven(nameof(Services)));
        if (one && many)
            yield return new("service and services cannot both be there: 'service' is short for a list of one",
                [nameof(Services)]);
        if (!one && !many)
            yield return new("'service' or 'services' is missing: which service is watched?");
        if (Services is { Count: 0 })
            yield return new("needs at least one service", [nameof(Services)]);
        if (one && !many && !isGiven(nameof(Probes)))
            yield return new("'probes' is missing: without a look there is nothing to judge");
        foreach (var member in new[] { nameof(Probes), nameof(Signals), nameof(Rules), nameof(SignalTable) })
            if (!one && isGiven(member))
                yield return new("belongs to a service: name it by 'service' at the top, or move this into 'services'",
                    [member]);
        foreach (var (member, why) in SidecarFaults.WithoutMeaning)
            if (isGiven(nameof(Sidecar)) && isGiven(member))
                yield return new(why, [member]);
        if (isGiven(nameof(Sidecar)) && Services is { Count: > 1 })
            yield return new("a sidecar looks at one instance of one service", [nameof(Services)]);
    }
}
