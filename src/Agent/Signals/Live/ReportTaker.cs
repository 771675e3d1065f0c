using Bellwether.Agent.Signals.Discovery;
using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Agent.Storage.History;
using Bellwether.Contracts.Points;
using Bellwether.Contracts.Signals;
using Bellwether.Probes;

namespace Bellwether.Agent.Signals.Live;

/// <summary>Takes the reports of sidecars in as if the agent had looked itself. Called under the state's lock, after
/// the history was taken in.</summary>
internal sealed class ReportTaker(ServiceState state)
{
    /// <summary>Takes a report that was checked; false where it is known already.</summary>
    /// <param name="report">The report.</param>
    /// <param name="now">The moment.</param>
    /// <param name="rows">Gets the rows of points that are closed already.</param>
    public bool Take(PointsReported report, DateTimeOffset now, List<HistoryRow> rows)
    {
        var facts = state.Instances.Of(report.Instance);
        var reporter = ReporterOf(report, facts, now);
        // Unless its clock was set back: then the run before it is heard of no more.
        if (report.RunStartedAt < reporter.Run && now - reporter.HeardAt < LiveLimits.RunsOverlap) return false;
        if (report.RunStartedAt == reporter.Run && report.Sequence <= reporter.Sequence) return false;
        // What the home counted before it was started again is known by how far it goes.
        var fresh = reporter.Run is null ? reporter.Until : DateTimeOffset.MinValue;
        Follow(reporter, report, now);
        Name(report, facts, now);
        foreach (var signal in report.Signals) TakePoints(signal, report, reporter, rows);
        TakeLooks(report, reporter, fresh, rows);
        facts.ProcessId = report.Processes.LastOrDefault(seen => seen.ProcessId is not null)?.ProcessId
            ?? facts.ProcessId;
        foreach (var seen in report.Processes)
            state.Add(new ProcessMark(seen.At, report.Instance, seen.ProcessId, seen.Alive, seen.ExitCode)
            {
                Failure = seen.Failure,
            });
        foreach (var told in report.Migrations) state.Know(Migrations.Of(told, report.Instance), told.At);
        reporter.Until = Later(reporter.Until, report.ClosedUntil);
        reporter.MarkedUntil = Later(reporter.MarkedUntil, report.ClosedUntil);
        return true;
    }

    private Reporter ReporterOf(PointsReported report, InstanceFacts facts, DateTimeOffset now)
    {
        if (state.Reporters.TryGetValue(report.Instance, out var known)) return known;
        var reporter = new Reporter(report.Instance) { MarkedUntil = report.ClosedUntil };
        if (state.ReportedUntil.TryGetValue(report.Instance, out var until)) reporter.Until = until;
        // While the agent itself has only begun, whoever is heard of for the first time was there before it.
        else if (facts.Gone || now - (state.ReportedSince ??= now) > (2 * state.Grid.Interval) + LiveLimits.ReportGrace)
            (facts.Arriving, facts.ArrivedAt) = (true, now);
        facts.Gone = false;
        return state.Reporters[report.Instance] = reporter;
    }

    private static void Follow(Reporter reporter, PointsReported report, DateTimeOffset now)
    {
        var expected = reporter.Run == report.RunStartedAt ? reporter.Sequence + 1 : report.Sequence;
        if (reporter.Run != report.RunStartedAt) reporter.Missing = 0;
        var missing = report.Sequence - expected;
        reporter.Missing += missing;
        if (missing > 0) SignalMeter.ReportsMissing.Add(missing);
        (reporter.Run, reporter.Sequence, reporter.HeardAt) = (report.RunStartedAt, report.Sequence, now);
    }

    private void Name(PointsReported report, InstanceFacts facts, DateTimeOffset now)
    {
        facts.LastSeenAt = now;
        var since = report.Signs.LastOrDefault(sign => sign.Version == report.Version)?.At
            ?? report.Looks.Select(look => (DateTimeOffset?)look.At).Min() ?? now;
        state.Instances.Name(facts, since, report.Version, told: null, report.ImageDigest);
        foreach (var sign in report.Signs)
            state.Add(new Sign(sign.At, KindOf(sign.Kind), report.Instance, sign.Version, sign.PreviousVersion));
        var good = report.Looks.Where(look => look.Outcome is LookOutcome.Good).ToList();
        if (good.Count > 0 && !(good[^1].At <= facts.LastGoodAt)) facts.LastGoodAt = good[^1].At;
        if (state.Instances.Arrived(facts, since, good.Count > 0) is { } arrived) state.Add(arrived);
    }

    private void TakePoints(
        ReportedSignal signal, PointsReported report, Reporter reporter, List<HistoryRow> rows)
    {
        if (state.Track(signal.Signal, signal.Kind, signal.Unit, signal.Source) is not { } track) return;
        track.Say(report.Instance, signal.Problem is null ? null : ProblemOf(signal));
        if (signal.Kind is SignalKind.Rate) track.Expect(report.Instance);
        foreach (var point in signal.Points)
        {
            if (point.At < reporter.Until) continue;
            var row = RowOf(signal, point, report);
            track.Take(row, state.Instances, rows);
        }
    }

    private HistoryRow RowOf(ReportedSignal signal, ReportedPoint point, PointsReported report) => new()
    {
        Service = state.Plan.Service,
        Environment = state.Plan.Environment,
        Signal = signal.Signal,
        Kind = signal.Kind,
        Unit = signal.Unit,
        Instance = report.Instance,
        At = state.Grid.StartOf(state.Grid.CellOf(point.At)),
        Width = state.Grid.Interval,
        Version = report.Version,
        Sum = point.Sum,
        Count = point.Count,
        Min = point.Min,
        Max = point.Max,
        Bad = point.Bad,
        Total = point.Total,
        Bounds = point.Buckets.Count == 0 ? [] : signal.Bounds,
        Buckets = point.Buckets,
    };

    private void TakeLooks(
        PointsReported report, Reporter reporter, DateTimeOffset fresh, List<HistoryRow> rows)
    {
        foreach (var up in reporter.Up)
            if (state.Tracks.TryGetValue(up, out var known))
                known.Looks.TakeOutAssumed(report.Instance, reporter.Until, report.ClosedUntil);
        foreach (var looks in report.Looks.Where(look => look.At >= fresh)
            .GroupBy(look => (look.Signal, Cell: state.Grid.CellOf(look.At))))
            TakeLooks(looks.Key.Signal, [.. looks], report, rows);
    }

    /// <summary>Looks of one signal in one interval.</summary>
    private void TakeLooks(
        string signal, IReadOnlyList<ReportedLook> looks, PointsReported report, List<HistoryRow> rows)
    {
        var isUp = signal.EndsWith(".up", StringComparison.Ordinal);
        if (state.Track(signal, SignalKind.State, isUp ? "looks" : "restarts", "told by sidecars") is not { } track)
            return;
        if (isUp) state.Reporters[report.Instance].Up.Add(signal);
        track.Take(StateRow(track, looks, report), state.Instances, rows);
        foreach (var look in looks)
        {
            track.Looks.Add(MarkOf(look, report.Instance));
            for (var i = 0; i < look.Restarts; i++) track.Looks.AddRestart(look.At, report.Instance);
        }
    }

    private HistoryRow StateRow(SignalTrack track, IReadOnlyList<ReportedLook> looks, PointsReported report) => new()
    {
        Service = state.Plan.Service,
        Environment = state.Plan.Environment,
        Signal = track.Name,
        Kind = SignalKind.State,
        Unit = track.Unit,
        Instance = report.Instance,
        At = state.Grid.StartOf(state.Grid.CellOf(looks[0].At)),
        Width = state.Grid.Interval,
        Version = report.Version,
        Good = looks.Count(look => look.Outcome is LookOutcome.Good),
        BadLooks = looks.Count(look => look.Outcome is LookOutcome.Bad or LookOutcome.Refused),
        Refused = looks.Count(look => look.Outcome is LookOutcome.Refused),
        MissingLooks = looks.Count(look => look.Outcome is LookOutcome.Missing),
        Restarts = looks.Sum(look => look.Restarts),
    };

    private static LookMark MarkOf(ReportedLook look, string instance) => new(look.At, instance, look.Outcome switch
    {
        LookOutcome.Good => Reachability.Good,
        LookOutcome.Missing => Reachability.Missing,
        _ => Reachability.Bad,
    }, Refused: look.Outcome is LookOutcome.Refused, Masked: false)
    {
        Why = LookMark.WhyTold(look.Why),
    };

    private static DiscoveryProblem ProblemOf(ReportedSignal signal) =>
        new(signal.Signal, signal.Ambiguous ? DiscoveryProblem.Ambiguous : "told-by-sidecar", signal.Problem!);

    private static SignKind KindOf(string word) => word switch
    {
        "process-id" => SignKind.ProcessId,
        "process-start" => SignKind.ProcessStart,
        "counter-reset" => SignKind.CounterReset,
        _ => SignKind.Version,
    };

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
