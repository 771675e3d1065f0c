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
            Rule = new() { Name = "misses", Tolerate = MissesTolerated },
        },
        ProbeSignal.Rate("rejected", new() { Name = "rejected", Max = 0 },
            "clients were refused: as many as maxclients allows were connected"),
        ProbeSignal.Rate("oom", new() { Name = "oom", Max = 0 }, "writes were refused: the memory is full"),
        ProbeSignal.Gauge("clients", "ratio", new() { Name = "clients", Max = MostClients },
            "nearly as many clients are connected as maxclients allows"),
        ProbeSignal.Gauge("persistence-failed", "failures", new() { Name = "persistence", Max = 0 },
            "what is in memory could not be written to disk"),
        ProbeSignal.Gauge("replication-link", "links", new() { Name = "replication-link", Min = 1 },
            "the replica has lost its primary"),
        ProbeSignal.Gauge("replication-lag", "seconds"),
        ProbeSignal.Gauge("replicas", "replicas"),
        ProbeSignal.Gauge("replica-behind", "bytes"),
        ProbeSignal.Rate("evictions"),
        ProbeSignal.Rate("commands"),
        ProbeSignal.Rate("error-replies"),
        ProbeSignal.Gauge("blocked-clients", "clients"),
        ProbeSignal.Gauge("memory", "ratio"),
        ProbeSignal.Gauge("memory-used", "bytes"),
        ProbeSignal.Gauge("keys", "keys"),
        ProbeSignal.Gauge("latency", "seconds"),
    ];
}
