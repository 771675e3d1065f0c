using Bellwether.Agent.Targets.Files;
using Bellwether.Agent.Targets.Kubernetes;
using Bellwether.Agent.Targets.Names;
using Bellwether.Probes.Dialing;
using Bellwether.Probes.Targets;

namespace Bellwether.Agent.Targets;

/// <summary>Every place that targets can be named in, on one screen.</summary>
internal static class TargetSources
{
    /// <summary>The one that the options name.</summary>
    public static ITargetSource Of(TargetsFromOptions options, TimeProvider time, AddressGuard guard) => options switch
    {
        { File: { } file } => new FileTargets(file),
        { Dns: { } dns } => new NameTargets(dns),
        { Kubernetes: { } kubernetes } => new PodTargets(kubernetes, time, guard),
        _ => throw new ArgumentException("The options name no list of targets.", nameof(options)),
    };
}
