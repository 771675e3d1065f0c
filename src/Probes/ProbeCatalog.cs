using Bellwether.Probes.Docker;
using Bellwether.Probes.HealthChecks;
using Bellwether.Probes.Host;
using Bellwether.Probes.Http;
using Bellwether.Probes.Kubernetes;
using Bellwether.Probes.Scrape;
using Bellwether.Probes.Systemd;
using Bellwether.Probes.Tcp;

namespace Bellwether.Probes;

/// <summary>Every kind of probe, on one screen.</summary>
public static class ProbeCatalog
{
    /// <summary>In alphabetical order; never empty.</summary>
    public static IReadOnlyList<ProbeKind> All { get; } =
    [
        ProbeKind.Of<DockerProbeOptions>("docker", DockerProbe.Make) with { Signals = DockerProbe.Signals },
        ProbeKind.Of<HealthCheckProbeOptions>("healthcheck", HealthCheckProbe.Make),
        ProbeKind.Of<HostProbeOptions>("host", HostProbe.Make),
        ProbeKind.Of<HttpProbeOptions>("http", HttpProbe.Make) with
        {
            MakeFor = (options, context, target) => HttpProbe.MakeFor((HttpProbeOptions)options, context, target),
        },
        ProbeKind.Of<KubernetesProbeOptions>("kubernetes", KubernetesProbe.Make) with
        {
            Signals = KubernetesProbe.Signals,
        },
        ProbeKind.Of<ScrapeProbeOptions>("scrape", ScrapeProbe.Make) with
        {
            MakeFor = (options, context, target) => ScrapeProbe.MakeFor((ScrapeProbeOptions)options, context, target),
            ReadsPage = true,
        },
        ProbeKind.Of<SystemdProbeOptions>("systemd", SystemdProbe.Make) with { Signals = SystemdProbe.Signals },
        ProbeKind.Of<TcpProbeOptions>("tcp", TcpProbe.Make),
    ];

    /// <summary>The kind of that name; null where there is none.</summary>
    public static ProbeKind? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);
}
