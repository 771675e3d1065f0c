using Bellwether.Probes.Backup;
using Bellwether.Probes.CloudWatch;
using Bellwether.Probes.Dns;
using Bellwether.Probes.Docker;
using Bellwether.Probes.Elasticsearch;
using Bellwether.Probes.Exec;
using Bellwether.Probes.Frontend;
using Bellwether.Probes.GrpcHealth;
using Bellwether.Probes.HealthChecks;
using Bellwether.Probes.Host;
using Bellwether.Probes.Http;
using Bellwether.Probes.Journald;
using Bellwether.Probes.Kubernetes;
using Bellwether.Probes.Logs;
using Bellwether.Probes.Oidc;
using Bellwether.Probes.Otlp;
using Bellwether.Probes.Postgres;
using Bellwether.Probes.Prometheus;
using Bellwether.Probes.RabbitMq;
using Bellwether.Probes.Redis;
using Bellwether.Probes.Scrape;
using Bellwether.Probes.Statsd;
using Bellwether.Probes.Systemd;
using Bellwether.Probes.Tcp;
using Bellwether.Probes.Tls;
using Bellwether.Probes.Vitals;

namespace Bellwether.Probes;

/// <summary>Every kind of probe, on one screen.</summary>
public static class ProbeCatalog
{
    /// <summary>In alphabetical order; never empty.</summary>
    public static IReadOnlyList<ProbeKind> All { get; } =
    [
        ProbeKind.Of<BackupProbeOptions>("backup", BackupProbe.Make) with
        {
            Signals = _ => BackupSignals.All,
            Conditions = options => BackupSignals.ConditionsOf((BackupProbeOptions)options),
            IsOfService = false,
        },
        ProbeKind.Of<CloudWatchProbeOptions>("cloudwatch", CloudWatchProbe.Make) with
        {
            Signals = options => MetricTotals.SignalsOf((CloudWatchProbeOptions)options),
            CountsItself = true,
            ReachesTarget = false,
            IsOfService = false,
        },
        ProbeKind.Of<DnsProbeOptions>("dns", DnsProbe.Make) with
        {
            Signals = _ => DnsSignals.All,
            IsOfService = false,
        },
        ProbeKind.Of<DockerProbeOptions>("docker", DockerProbe.Make) with { Signals = DockerProbe.Signals },
        ProbeKind.Of<ElasticsearchProbeOptions>("elasticsearch", ElasticsearchProbe.Make) with
        {
            Signals = options => ElasticsearchProbe.Signals((ElasticsearchProbeOptions)options),
            ReachesTarget = false,
            IsOfService = false,
        },
        ProbeKind.Of<ExecProbeOptions>("exec", ExecProbe.Make) with
        {
            Signals = options => ExecProbe.Signals((ExecProbeOptions)options),
            Doubts = options => ProgramDoubts.Of((ExecProbeOptions)options),
            IsOfService = false,
        },
        ProbeKind.Of<FrontendProbeOptions>("frontend", FrontendProbe.Make) with { Signals = _ => FrontendSignals.All },
        ProbeKind.Of<GrpcHealthProbeOptions>("grpc-health", GrpcHealthProbe.Make) with
        {
            Signals = _ => GrpcHealthSignals.All,
        },
        ProbeKind.Of<HealthCheckProbeOptions>("healthcheck", HealthCheckProbe.Make),
        ProbeKind.Of<HostProbeOptions>("host", HostProbe.Make) with
        {
            Conditions = options => HostProbe.ConditionsOf((HostProbeOptions)options),
        },
        ProbeKind.Of<HttpProbeOptions>("http", HttpProbe.Make) with
        {
            MakeFor = (options, context, target) => HttpProbe.MakeFor((HttpProbeOptions)options, context, target),
            Signals = options => options is HttpProbeOptions http ? HttpSignals.Of(http) : [],
        },
        ProbeKind.Of<JournaldProbeOptions>("journal", JournaldProbe.Make) with
        {
            Signals = options => JournaldProbe.Signals((JournaldProbeOptions)options),
            ReachesTarget = false,
        },
        ProbeKind.Of<KubernetesProbeOptions>("kubernetes", KubernetesProbe.Make) with
        {
            Signals = KubernetesProbe.Signals,
        },
        ProbeKind.Of<LogsProbeOptions>("log", LogsProbe.Make) with
        {
            Signals = options => LogsProbe.Signals((LogsProbeOptions)options),
            Doubts = options => LogDoubts.Of((LogsProbeOptions)options),
            ReachesTarget = false,
        },
        ProbeKind.Of<OidcProbeOptions>("oidc", OidcProbe.Make) with { Signals = _ => OidcSignals.All },
        ProbeKind.Of<OtlpProbeOptions>("otlp", OtlpProbe.Make) with
        {
            ReadsPage = true,
            IsSent = true,
            ReachesTarget = false,
        },
        ProbeKind.Of<PostgresProbeOptions>("postgres", PostgresProbe.Make) with
        {
            Signals = options => PostgresSignals.Of((PostgresProbeOptions)options),
            IsOfService = false,
        },
        ProbeKind.Of<PrometheusProbeOptions>("prometheus", PrometheusProbe.Make) with
        {
            Signals = options => PrometheusProbe.SignalsOf((PrometheusProbeOptions)options),
            ReachesTarget = false,
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
        ProbeKind.Of<StatsdProbeOptions>("statsd", StatsdProbe.Make) with
        {
            IsSent = true,
            MayHoldOurs = true,
            IsOfService = false,
            ReachesTarget = false,
        },
        ProbeKind.Of<SystemdProbeOptions>("systemd", SystemdProbe.Make) with { Signals = SystemdProbe.Signals },
        ProbeKind.Of<TcpProbeOptions>("tcp", TcpProbe.Make),
        ProbeKind.Of<TlsProbeOptions>("tls", TlsProbe.Make) with
        {
            Signals = _ => TlsSignals.All,
            IsOfService = false,
        },
        ProbeKind.Of<VitalsProbeOptions>("vitals", VitalsProbe.Make) with
        {
            Signals = _ => VitalsCounts.Signals,
            IsSent = true,
            IsOfService = false,
            ReachesTarget = false,
        },
    ];

    /// <summary>The kind of that name; null where there is none.</summary>
    public static ProbeKind? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);
}
