using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Signals;
using Bellwether.Agent.Signals.Live;
using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Agent.Storage.History;
using Bellwether.Contracts.Points;
using Bellwether.Contracts.Signals;
using Bellwether.Probes;

namespace Bellwether.Agent.Sidecar;

/// <summary>Makes reports of what there is to report. Each has its number, and none has more than a home
/// takes.</summary>
internal sealed class ReportMaker(WatchPlan plan, SidecarPlan sidecar, DateTimeOffset runStartedAt)
{
    /// <summary>Bad looks of one report whose words are told, the newest.</summary>
    public const int MostWords = 200;

    private long _sequence;
    private DateTimeOffset _closedUntil = DateTimeOffset.MinValue;

    /// <summary>At least one; the last one closes what the others began.</summary>
    public IReadOnlyList<PointsReported> Make(Harvest harvest, string? version, DateTimeOffset now, bool leaving)
    {
        var signals = SignalsOf(harvest);
        var parts = signals.Chunk(ReportCheck.MostSignals / 4).ToList();
        if (parts.Count == 0) parts.Add([]);
        List<PointsReported> reports = [];
        for (var i = 0; i < parts.Count; i++)
        {
            var last = i == parts.Count - 1;
            // Only the last part may say that all is told: what came for that time later would count for nothing.
            if (last || _closedUntil == DateTimeOffset.MinValue) _closedUntil = harvest.ClosedUntil;
            reports.Add(Empty(version ?? sidecar.Version, now) with
            {
                Signals = parts[i],
                Looks = last ? LooksOf(harvest.Seen) : [],
                Processes = last ? [.. harvest.Seen.Processes.Select(ProcessOf)] : [],
                Signs = last ? [.. harvest.Seen.Signs.Select(SignOf)] : [],
                Migrations = last ? MigrationsOf(harvest.Seen) : [],
                Leaving = leaving && last,
            });
        }

        return reports;
    }

    /// <summary>One that goes on with the numbers on points of another width.</summary>
    public ReportMaker On(WatchPlan other) => new(other, sidecar, runStartedAt) { _sequence = _sequence };

    private PointsReported Empty(string? version, DateTimeOffset now) => new()
    {
        Service = plan.Service,
        Environment = plan.Environment,
        Instance = sidecar.Instance,
        Version = version,
        RunStartedAt = runStartedAt,
        Sequence = ++_sequence,
        SentAt = now,
        ClosedUntil = _closedUntil,
        IntervalSeconds = plan.Policy.Interval.TotalSeconds,
    };

    private static List<ReportedSignal> SignalsOf(Harvest harvest)
    {
        var known = harvest.Signals.ToDictionary(signal => signal.Signal, StringComparer.Ordinal);
        return
        [
            .. from row in harvest.Rows
               where row.Kind is not SignalKind.State
               // A new version may bring other buckets within one report.
               group row by (row.Signal, Bounds: string.Join(' ', row.Bounds)) into rows
               select SignalOf([.. rows], known.GetValueOrDefault(rows.Key.Signal)),
        ];
    }

    private static ReportedSignal SignalOf(IReadOnlyList<HistoryRow> rows, SignalStatus? status) => new()
    {
        Signal = rows[0].Signal,
        Kind = rows[0].Kind,
        Unit = rows[0].Unit,
        Source = Cut(status?.Source ?? ""),
        Problem = status?.Problem is { } problem ? Cut(problem) : null,
        Bounds = rows[0].Bounds,
        Points = [.. rows.OrderBy(row => row.At).Select(PointOf)],
    };

    private static ReportedPoint PointOf(HistoryRow row) => new()
    {
        At = row.At,
        Sum = row.Sum,
        Count = row.Count,
        Min = row.Min,
        Max = row.Max,
        Bad = row.Bad,
        Total = row.Total,
        Buckets = row.Buckets,
    };

    private static List<ReportedLook> LooksOf(SeenLog seen)
    {
        List<ReportedLook> looks = [.. seen.Looks.Select(LookOf)];
        var told = 0;
        for (var i = looks.Count - 1; i >= 0; i--)
            if (looks[i].Why is not null && ++told > MostWords)
                looks[i] = looks[i] with { Why = null };
        return looks;
    }

    private static ReportedLook LookOf((string Signal, LookMark Look, int Restarts) seen) => new()
    {
        Signal = seen.Signal,
        At = seen.Look.At,
        Restarts = seen.Restarts,
        Why = seen.Look.Why,
        Outcome = seen.Look.Reachability switch
        {
            Reachability.Good => LookOutcome.Good,
            Reachability.Bad => seen.Look.Refused ? LookOutcome.Refused : LookOutcome.Bad,
            _ => LookOutcome.Missing,
        },
    };

    private static ReportedProcess ProcessOf(ProcessMark mark) => new()
    {
        At = mark.At,
        ProcessId = mark.ProcessId,
        Alive = mark.Alive,
        ExitCode = mark.ExitCode,
        Failure = mark.Failure,
    };

    private static ReportedSign SignOf(Sign sign) => new()
    {
        At = sign.At,
        Kind = System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName($"{sign.Kind}"),
        Version = sign.Version,
        PreviousVersion = sign.PreviousVersion,
    };

    private static List<ReportedMigrations> MigrationsOf(SeenLog seen)
    {
        List<ReportedMigrations> told = [];
        var room = ReportCheck.MostTables;
        foreach (var (at, account) in seen.Migrations.Values)
        {
            var tables = account.Tables.Take(room).Select(TableOf).ToList();
            room -= tables.Count;
            told.Add(new() { Probe = account.Probe, At = at, Tables = tables });
        }

        return told;
    }

    private static ReportedMigrationTable TableOf(MigrationTable table) => new()
    {
        Tool = table.Tool,
        Table = Cut(table.Table),
        Count = table.Count,
        Named = table.Named,
        Names = [.. table.Names.Take(MigrationMark.MostNames).Select(Cut)],
        Reversible = [.. table.Reversible.Take(MigrationMark.MostNames).Select(Cut)],
        AllReversible = table.AllReversible,
    };

    private static string Cut(string text) => text.Length <= 500 ? text : text[..500];
}
