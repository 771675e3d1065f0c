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
            Counts = "lookups",
            Did = "found nothing",
            Rule = new StandardRule { Name = "misses", Tolerate = MissesTolerated },
        },
        Rate("rejected", new StandardRule { Name = "rejected", Max = 0 },
            "clients were refused: as many as maxclients allows were connected"),
        Rate("oom", new StandardRule { Name = "oom", Max = 0 }, "writes were refused: the memory is full"),
        Gauge("clients", "ratio", new StandardRule { Name = "clients", Max = MostClients },
            "nearly as many clients are connected as maxclients allows"),
        Gauge("persistence-failed", "failures", new StandardRule { Name = "persistence", Max = 0 },
            "what is in memory could not be written to disk"),
        Gauge("replication-link", "links", new StandardRule { Name = "replication-link", Min = 1 },
            "the replica has lost its primary"),
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

    private static ProbeSignal Rate(string name, StandardRule? rule = null, string? happened = null) => new()
    {
        Name = name,
        Kind = SignalKind.Rate,
        Reading = name,
        Unit = "per-second",
        Rule = rule,
        Happened = happened,
    };

    private static ProbeSignal Gauge(
        string name, string unit, StandardRule? rule = null, string? happened = null) => new()
        {
            Name = name,
            Kind = SignalKind.Gauge,
            Reading = name,
            Unit = unit,
            Rule = rule,
            Happened = happened,
        };
}
