using Bellwether.Contracts.Signals;

namespace Bellwether.Probes.Postgres;

/// <summary>The signals that are made of a PostgreSQL's readings, and the rules that hold where the file writes
/// none.</summary>
internal static class PostgresSignals
{
    /// <summary>Nine tenths of the slots: the next rush of connections is refused.</summary>
    private const double MostConnections = 0.9;

    /// <summary>Three a minute. One now and then is what applications retry; some in most points is a version that
    /// takes its locks in another order.</summary>
    private const double MostDeadlocks = 0.05;

    /// <summary>Nobody waits so long for a page; a statement that holds a lock for longer in most points is at
    /// work while requests queue up behind it.</summary>
    private const double LongestLockWait = 5;

    /// <summary>A replica that is read from shows what was ordered half a minute ago.</summary>
    private const double LongestLag = 30;

    /// <summary>Two percentage points more transactions rolled back than before are left unexcluded by a
    /// promote.</summary>
    private const double RollbacksTolerated = 0.02;

    private static readonly IReadOnlyList<ProbeSignal> Own =
    [
        Gauge("connections", "ratio", new StandardRule { Name = "connections", Max = MostConnections },
            "nearly as many connections are open as the server allows"),
        new ProbeSignal
        {
            Name = "deadlocks",
            Kind = SignalKind.Rate,
            Reading = "deadlocks",
            Unit = "per-second",
            Rule = new StandardRule { Name = "deadlocks", Max = MostDeadlocks },
            Happened = "transactions were ended by deadlocks",
        },
        new ProbeSignal
        {
            Name = "rollbacks",
            Kind = SignalKind.Ratio,
            Reading = "transactions",
            Unit = "ratio",
            Bad = new Dictionary<string, string> { ["outcome"] = "rollback" },
            Counts = "transactions",
            Did = "were rolled back",
            Rule = new StandardRule { Name = "rollbacks", Tolerate = RollbacksTolerated },
        },
        Gauge("oldest-lock-wait", "seconds", new StandardRule { Name = "lock-wait", Max = LongestLockWait },
            "a session waits long for a lock"),
        Gauge("lock-waits", "sessions"),
        Gauge("longest-transaction", "seconds"),
        Gauge("idle-in-transaction", "seconds"),
        Gauge("replication-lag", "seconds", new StandardRule { Name = "replication-lag", Max = LongestLag },
            "the replica is far behind its primary"),
        Gauge("replication-link", "links", new StandardRule { Name = "replication-link", Min = 1 },
            "the replica has lost its primary"),
        Gauge("replicas", "replicas"),
        Gauge("replica-behind", "bytes"),
        Gauge("wal-kept", "bytes"),
        Gauge("migrations-applied", "migrations"),
        Gauge("migrations-failed", "migrations", new StandardRule { Name = "migrations-failed", Max = 0 },
            "a migration has failed"),
        Gauge("latency", "seconds"),
    ];

    /// <summary>Whether a query must not be called so.</summary>
    public static bool IsTaken(string name) =>
        name is "up" or "restarts" or "requests" or "errors" or "transactions"
        || Own.Any(signal => signal.Name == name);

    public static IReadOnlyList<ProbeSignal> Of(PostgresProbeOptions options) =>
    [
        .. Own,
        .. options.Queries.Select(query => Gauge(query.Name, query.Unit, query.Max is null && query.Min is null
            ? null : new StandardRule { Name = query.Name, Max = query.Max, Min = query.Min })),
    ];

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
