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
        ProbeSignal.Gauge("connections", "ratio", new() { Name = "connections", Max = MostConnections },
            "nearly as many connections are open as the server allows"),
        ProbeSignal.Rate("deadlocks", new() { Name = "deadlocks", Max = MostDeadlocks },
            "transactions were ended by deadlocks"),
        new ProbeSignal
        {
            Name = "rollbacks",
            Kind = SignalKind.Ratio,
            Reading = "transactions",
            Unit = "ratio",
            Bad = new Dictionary<string, string> { ["outcome"] = "rollback" },
            Counts = "transactions",
            Did = "were rolled back",
            Rule = new() { Name = "rollbacks", Tolerate = RollbacksTolerated },
        },
        ProbeSignal.Gauge("oldest-lock-wait", "seconds", new() { Name = "lock-wait", Max = LongestLockWait },
            "a session waits long for a lock"),
        ProbeSignal.Gauge("lock-waits", "sessions"),
        ProbeSignal.Gauge("longest-transaction", "seconds"),
        ProbeSignal.Gauge("idle-in-transaction", "seconds"),
        ProbeSignal.Gauge("replication-lag", "seconds", new() { Name = "replication-lag", Max = LongestLag },
            "the replica is far behind its primary"),
        ProbeSignal.Gauge("replication-link", "links", new() { Name = "replication-link", Min = 1 },
            "the replica has lost its primary"),
        ProbeSignal.Gauge("replicas", "replicas"),
        ProbeSignal.Gauge("replica-behind", "bytes"),
        ProbeSignal.Gauge("wal-kept", "bytes"),
        ProbeSignal.Gauge("migrations-applied", "migrations"),
        ProbeSignal.Gauge("migrations-failed", "migrations", new() { Name = "migrations-failed", Max = 0 },
            "a migration has failed"),
        ProbeSignal.Gauge("latency", "seconds"),
    ];

    /// <summary>Whether a query must not be called so.</summary>
    public static bool IsTaken(string name) =>
        name is "up" or "restarts" or "requests" or "errors" or "transactions"
        || Own.Any(signal => signal.Name == name);

    public static IReadOnlyList<ProbeSignal> Of(PostgresProbeOptions options) =>
    [
        .. Own,
        .. options.Queries.Select(query => ProbeSignal.Gauge(query.Name, query.Unit,
            query.Max is null && query.Min is null ? null
                : new() { Name = query.Name, Max = query.Max, Min = query.Min })),
    ];

}
