using Bellwether.Probes.Elasticsearch;
using Bellwether.Probes.Exec;
using Bellwether.Probes.HealthChecks;
using Bellwether.Probes.Host;
using Bellwether.Probes.Http;
using Bellwether.Probes.Journald;
using Bellwether.Probes.Logs;
using Bellwether.Probes.Scrape;
using Bellwether.Probes.Tcp;

namespace Bellwether.Probes;

/// <summary>Every kind of probe, on one screen.</summary>
public static class ProbeCatalog
{
    /// <summary>In alphabetical order; never empty.</summary>
    public static IReadOnlyList<ProbeKind> All { get; } =
    [
        ProbeKind.Of<ElasticsearchProbeOptions>("elasticsearch", ElasticsearchProbe.Make) with
        {
            Signals = options => ElasticsearchProbe.Signals((ElasticsearchProbeOptions)options),
            IsOfService = false,
        },
        ProbeKind.Of<ExecProbeOptions>("exec", ExecProbe.Make) with
        {
            Signals = options => ExecProbe.Signals((ExecProbeOptions)options),
            IsOfService = false,
        },
        ProbeKind.Of<HealthCheckProbeOptions>("healthcheck", HealthCheckProbe.Make),
        ProbeKind.Of<HostProbeOptions>("host", HostProbe.Make),
        ProbeKind.Of<HttpProbeOptions>("http", HttpProbe.Make) with
        {
            MakeFor = (options, context, target) => HttpProbe.MakeFor((HttpProbeOptions)options, context, target),
        },
        ProbeKind.Of<JournaldProbeOptions>("journal", JournaldProbe.Make) with
        {
            Signals = options => JournaldProbe.Signals((JournaldProbeOptions)options),
        },
        ProbeKind.Of<LogsProbeOptions>("log", LogsProbe.Make) with
        {
            Signals = options => LogsProbe.Signals((LogsProbeOptions)options),
        },
        ProbeKind.Of<ScrapeProbeOptions>("scrape", ScrapeProbe.Make) with
        {
            MakeFor = (options, context, target) => ScrapeProbe.MakeFor((ScrapeProbeOptions)options, context, target),
            ReadsPage = true,
        },
        ProbeKind.Of<TcpProbeOptions>("tcp", TcpProbe.Make),
    ];

    /// <summary>The kind of that name; null where there is none.</summary>
    public static ProbeKind? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);
}
