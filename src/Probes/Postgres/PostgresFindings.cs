namespace Bellwether.Probes.Postgres;

/// <summary>What one look has gathered so far.</summary>
internal sealed class PostgresFindings
{
    private static readonly MetricFamily Transactions =
        new("transactions", MetricType.Counter, "transactions");

    private static readonly LabelSet Committed = new(new KeyValuePair<string, string>("outcome", "commit"));
    private static readonly LabelSet RolledBack = new(new KeyValuePair<string, string>("outcome", "rollback"));

    private readonly List<Reading> _readings = [];
    private static readonly string[] OfSessions =
        ["connections", "longest-transaction", "idle-in-transaction", "lock-waits", "oldest-lock-wait"];

    private readonly List<string> _notes = [];
    private readonly List<ReadingProblem> _problems = [];

    /// <summary>Whether the server has told of itself: what fails later is no sign that it is unwell.</summary>
    public bool HasAnswer => _readings.Count > 0;

    /// <summary>Null until they were looked for.</summary>
    public IReadOnlyList<MigrationMark>? Migrations { get; set; }

    public void Add(Reading reading) => _readings.Add(reading);

    /// <summary>Takes down why something is left out.</summary>
    /// <param name="sentence">For a person.</param>
    /// <param name="readings">Names of the readings that are missing for it.</param>
    public void Note(string sentence, params IReadOnlyList<string> readings)
    {
        _notes.Add(sentence);
        _problems.AddRange(readings.Select(reading => new ReadingProblem(reading, sentence)));
    }

    public Look Look() => Probes.Look.Good(_readings) with
    {
        Detail = _notes.Count > 0 ? string.Join("; ", _notes) : null,
        Problems = _problems,
        Migrations = Migrations,
    };

    /// <summary>The same where there was no time for the rest.</summary>
    public Look Cut(TimeSpan patience)
    {
        Note($"the rest was left out: it did not end within {patience.TotalSeconds:0.###} s");
        return Look();
    }

    public void AddSessions(object?[] row, (double Commits, double Rollbacks) transactions)
    {
        if (row[0] is true)
        {
            if (row[1] is double used && row[2] is double most and > 0)
                Add(Reading.Gauge("connections", used / most, "ratio"));
            // Nobody in a transaction, nobody waiting: that is 0 s, and no gap.
            Add(Reading.Gauge("longest-transaction", AtLeastZero(row[3]), "seconds"));
            Add(Reading.Gauge("idle-in-transaction", AtLeastZero(row[4]), "seconds"));
            Add(Reading.Gauge("lock-waits", AtLeastZero(row[5]), "sessions"));
            Add(Reading.Gauge("oldest-lock-wait", AtLeastZero(row[6]), "seconds"));
        }
        else
        {
            Note("sessions left out: this role may not see those of others (GRANT pg_monitor)", OfSessions);
        }

        Add(new Reading("transactions", transactions.Commits, Transactions, Committed));
        Add(new Reading("transactions", transactions.Rollbacks, Transactions, RolledBack));
        Add(Reading.Counter("deadlocks", AtLeastZero(row[10]), "deadlocks"));
    }

    public void AddReplication(object?[] row, ReplicaLag lag)
    {
        var isReplica = row[0] is true;
        // One that never received anything (restored from an archive) has no link that could be cut.
        if (isReplica && row[1] is double received && row[2] is double replayed)
        {
            var linked = row[4] is > 0.0;
            Add(Reading.Gauge("replication-link", linked ? 1 : 0, "links"));
            // What a primary out of sight has done meanwhile nobody knows: then the link is the finding.
            if (linked && lag.Seconds(received, replayed, row[3] as double?) is { } seconds)
                Add(Reading.Gauge("replication-lag", seconds, "seconds"));
        }

        if (!isReplica || row[5] is > 0.0) Add(Reading.Gauge("replicas", AtLeastZero(row[5]), "replicas"));
        if (row[6] is double behind) Add(Reading.Gauge("replica-behind", Math.Max(0, behind), "bytes"));
        if (row[7] is double kept) Add(Reading.Gauge("wal-kept", Math.Max(0, kept), "bytes"));
    }

    public void AddQuery(PostgresQueryOptions query, double number) =>
        Add(Reading.Gauge(query.Name, number, query.Unit));

    private static double AtLeastZero(object? value) => value is double number ? Math.Max(0, number) : 0;
}
