using Bellwether.Contracts.Signals;

namespace Bellwether.Probes.Redis;

/// <summary>The signals that are made of a Redis's readings, and the rules that hold where the file writes
/// none.</summary>
internal static class RedisSignals
{
    /// <summary>Nine tenths of maxclients: the next rush of connections is refused.</summary>
    private const double MostClients = 0.9;

    /// <summary>Five percentage points more misses than before are left unexcluded by a promote.</summary>
    private const double MissesTolerated = 0.05;

    public static IReadOnlyList<ProbeSignal> All { get; } =
    [
        new ProbeSignal
        {
            Name = "misses",
            Kind = SignalKind.Ratio,
            Reading = "lookups",
            Unit = "ratio",
            Bad = new Dictionary<string, string> { ["outcome"] = "miss" },
            Rule = new StandardRule { Name = "misses", Tolerate = MissesTolerated },
        },
        Rate("rejected", new StandardRule { Name = "rejected", Max = 0 }),
        Rate("oom", new StandardRule { Name = "oom", Max = 0 }),
        Gauge("clients", "ratio", new StandardRule { Name = "clients", Max = MostClients }),
        Gauge("persistence-failed", "failures", new StandardRule { Name = "persistence", Max = 0 }),
        Gauge("replication-link", "links", new StandardRule { Name = "replication-link", Min = 1 }),
        Gauge("replication-lag", "seconds"),
        Gauge("replicas", "replicas"),
        Gauge("replica-behind", "bytes"),
        Rate("evictions"),
        Rate("commands"),
        Rate("error-replies"),
        Gauge("blocked-clients", "clients"),
        Gauge("memory", "ratio"),
        Gauge("memory-used", "bytes"),
        Gauge("keys", "keys"),
        Gauge("latency", "seconds"),
    ];

    private static ProbeSignal Rate(string name, StandardRule? rule = null) => new()
    {
        Name = name,
        Kind = SignalKind.Rate,
        Reading = name,
        Unit = "per-second",
        Rule = rule,
    };

    private static ProbeSignal Gauge(string name, string unit, StandardRule? rule = null) => new()
    {
        Name = name,
        Kind = SignalKind.Gauge,
        Reading = name,
        Unit = unit,
        Rule = rule,
    };
}
