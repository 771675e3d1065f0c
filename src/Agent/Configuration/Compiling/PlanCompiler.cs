using Bellwether.Agent.Configuration.Binding;
using Bellwether.Agent.Configuration.Options;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Signals.Discovery;
using Bellwether.Contracts;
using Bellwether.Probes.Dialing;
using Bellwether.Probes.HealthChecks.PlugIns;

namespace Bellwether.Agent.Configuration.Compiling;

/// <summary>Makes the plan of the bound options. What it leaves out because of a fault never gets out of the
/// loader.</summary>
internal sealed class PlanCompiler(OptionsBinder binder, Catalogs catalogs, Surroundings surroundings, string folder)
{
    /// <summary>Largest file of further discovery lines, in bytes.</summary>
    public const int LargestTable = 1024 * 1024;

    public AgentPlan Compile(ConfigurationOptions options)
    {
        binder.Check(options, options.Check(member => binder.IsGiven(options, member)));
        var policy = binder.IsSoundOrDefault(options.Policy) ? options.Policy.Compile() : null;
        var door = new AccessCompiler(binder, surroundings, folder);
        var (tls, access) = (door.Tls(options), door.Access(options));
        door.CheckListen(options, tls, access);
        var agentId = AgentId(options);
        var services = Services(options, policy);
        return new AgentPlan
        {
            AgentId = agentId,
            Environment = options.Environment ?? "",
            Mode = options.Mode ?? Mode.Observe,
            Listen = options.Listen ?? ListenAddress.Default,
            Tls = tls,
            Access = access,
            Reach = new AddressGuard([.. options.Reach.Allow.Select(range => range.Network)]),
            StateFolder = StateFolder(options),
            Services = services,
            Channels = Channels(options),
            Bus = new BusCompiler(binder, surroundings, folder).Compile(options, agentId),
            Sidecar = new SidecarCompiler(binder).Compile(options, services, agentId),
            Log = new LogPlan(options.Log.Format, options.Log.Level),
        };
    }

    private List<WatchPlan> Services(ConfigurationOptions options, PolicyPlan? policy)
    {
        var checks = new HealthChecks(binder, PlugIns(options), options.PlugIns is not null);
        var parts = options.Services?.Select(ServicePart.Of).ToList() ?? [];
        if (options.Services is null && options.Service is not null)
            parts.Add(ServicePart.Of(options));
        var seen = new HashSet<string>();
        var plans = new List<WatchPlan>();
        foreach (var part in parts)
        {
            if (part.Name is { Length: > 0 } name && !seen.Add(name))
                binder.Fault(part.Options, part.NameMember, $"there are two services '{name}'");
            plans.Add(Watch(part, options, policy, checks));
        }

        return plans;
    }

    private WatchPlan Watch(ServicePart part, ConfigurationOptions options, PolicyPlan? policy, HealthChecks checks)
    {
        var compiler = new ServiceCompiler(part, binder, catalogs, policy, checks);
        // In this order: signals refer to probes, rules to both.
        var (probes, signals, rules) = (compiler.Probes(), compiler.Signals(), compiler.Rules());
        var plan = new WatchPlan
        {
            Service = part.Name ?? "",
            Environment = options.Environment ?? "",
            Mode = options.Mode ?? Mode.Observe,
            Policy = policy ?? new PolicyPlan(),
            Probes = probes,
            Signals = signals,
            Rules = rules,
            SignalTable = SignalTable(part),
            Digest = "",
        };
        return plan with { Digest = PlanDigest.Of(plan, probe => binder.PlaceOf(probe).Map) };
    }

    /// <summary>What the plug-in folder offers; nothing where it cannot be used, and then that is a fault.</summary>
    private PlugInFolder? PlugIns(ConfigurationOptions options)
    {
        if (options.PlugIns is null or "") return null;
        var path = Path.GetFullPath(Path.Combine(folder, options.PlugIns));
        try
        {
            var offered = PlugInFolder.Open(path);
            if (surroundings.Distrust(path) is not { } fault) return offered;
            binder.Fault(options, nameof(options.PlugIns), $"the folder {path} {fault}");
        }
        catch (PlugInException e)
        {
            binder.Fault(options, nameof(options.PlugIns), $"the folder {path} cannot be used: {e.Message}");
        }

        return null;
    }

    private string? SignalTable(ServicePart part)
    {
        if (part.SignalTable is null or "")
            return null;
        var (text, fault) = surroundings.ReadText(Path.Combine(folder, part.SignalTable), LargestTable);
        if ((fault ?? Fault(text)) is { } found)
            binder.Fault(part.Options, nameof(part.SignalTable),
                $"the file '{part.SignalTable}' cannot be used: {found}");
        return text;
    }

    private static string? Fault(string? table)
    {
        try
        {
            _ = Signals.Discovery.SignalTable.With(table);
            return null;
        }
        catch (SignalTableException e)
        {
            return e.Message;
        }
    }

    private List<ChannelPlan> Channels(ConfigurationOptions options)
    {
        var plans = new List<ChannelPlan>();
        var seen = new HashSet<string>();
        foreach (var item in options.Deliver)
        {
            if (item.Name is { Length: > 0 } && !seen.Add(item.Name))
                binder.Fault(item, nameof(item.Name), $"there are two channels '{item.Name}'");
            if (item.Kind is { } chosen && catalogs.Channels.FirstOrDefault(k => k.Name == chosen.Kind) is { } kind)
                plans.Add(new ChannelPlan(
                    item.Name ?? "", kind, (System.ComponentModel.DataAnnotations.IValidatableObject)chosen.Options));
        }

        return plans;
    }

    private string AgentId(ConfigurationOptions options)
    {
        if (options.Agent.Id is { } stated)
            return stated;
        var id = surroundings.HostName.ToLowerInvariant();
        if (!Ids.IsId(id))
            binder.Fault(options, nameof(options.Agent),
                $"the host name '{surroundings.HostName}' cannot be the id of an agent: set agent.id");
        return id;
    }

    private string StateFolder(ConfigurationOptions options)
    {
        if (options.Sidecar is not null) return "";
        if (options.State is "~" || options.State?.StartsWith("~/", StringComparison.Ordinal) is true)
            binder.Fault(options, nameof(options.State), "'~' is not expanded here: write ${HOME} in its place");
        if (options.State is { Length: > 0 } stated)
            return Path.GetFullPath(Path.Combine(folder, stated));
        if (Configuration.StateFolder.Default(surroundings) is { } found)
            return found;
        binder.Fault(options, nameof(options.State),
            "no place for the state: /var/lib/bellwether cannot be written to and HOME is not set; set state");
        return "";
    }
}
