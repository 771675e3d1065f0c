using Bellwether.Probes.HealthChecks;
using Bellwether.Probes.Host;
using Bellwether.Probes.Http;
using Bellwether.Probes.Otlp;
using Bellwether.Probes.Prometheus;
using Bellwether.Probes.Scrape;
using Bellwether.Probes.Statsd;
using Bellwether.Probes.Tcp;

namespace Bellwether.Probes;

/// <summary>Every kind of probe, on one screen.</summary>
public static class ProbeCatalog
{
    /// <summary>In alphabetical order; never empty.</summary>
    public static IReadOnlyList<ProbeKind> All { get; } =
    [
        ProbeKind.Of<HealthCheckProbeOptions>("healthcheck", HealthCheckProbe.Make),
        ProbeKind.Of<HostProbeOptions>("host", HostProbe.Make),
        ProbeKind.Of<HttpProbeOptions>("http", HttpProbe.Make) with
        {
            MakeFor = (options, context, target) => HttpProbe.MakeFor((HttpProbeOptions)options, context, target),
        },
        ProbeKind.Of<OtlpProbeOptions>("otlp", OtlpProbe.Make) with { ReadsPage = true, IsSent = true },
        ProbeKind.Of<PrometheusProbeOptions>("prometheus", PrometheusProbe.Make) with
        {
            Signals = options => PrometheusProbe.SignalsOf((PrometheusProbeOptions)options),
            IsOfService = false,
        },
        ProbeKind.Of<ScrapeProbeOptions>("scrape", ScrapeProbe.Make) with
        {
            MakeFor = (options, context, target) => ScrapeProbe.MakeFor((ScrapeProbeOptions)options, context, target),
            ReadsPage = true,
        },
        ProbeKind.Of<StatsdProbeOptions>("statsd", StatsdProbe.Make) with { IsSent = true, IsOfService = false },
        ProbeKind.Of<TcpProbeOptions>("tcp", TcpProbe.Make),
    ];

    /// <summary>The kind of that name; null where there is none.</summary>
    public static ProbeKind? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);
}
