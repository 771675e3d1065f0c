using Bellwether.Probes.HealthChecks;
using Bellwether.Probes.Host;
using Bellwether.Probes.Http;
using Bellwether.Probes.Postgres;
using Bellwether.Probes.RabbitMq;
using Bellwether.Probes.Redis;
using Bellwether.Probes.Scrape;
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
        ProbeKind.Of<PostgresProbeOptions>("postgres", PostgresProbe.Make) with
        {
            Signals = options => PostgresSignals.Of((PostgresProbeOptions)options),
            IsOfService = false,
        },
        ProbeKind.Of<RabbitMqProbeOptions>("rabbitmq", RabbitMqProbe.Make) with
        {
            Signals = options => RabbitMqSignals.Of((RabbitMqProbeOptions)options),
            IsOfService = false,
        },
        ProbeKind.Of<RedisProbeOptions>("redis", RedisProbe.Make) with
        {
            Signals = _ => RedisSignals.All,
            IsOfService = false,
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
