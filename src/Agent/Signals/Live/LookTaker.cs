using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Sampling;
using Bellwether.Agent.Signals.Discovery;
using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Agent.Storage.History;
using Bellwether.Contracts.Signals;
using Bellwether.Probes;

namespace Bellwether.Agent.Signals.Live;

/// <summary>Takes looks into the state of one service, in the order in which they end. Called under the state's
/// lock.</summary>
internal sealed class LookTaker
{
    private const double LongestInEvery = 3;
    private const double LongestInIntervals = 2;

    /// <summary>The reason of a look at what only asks others, and could not be asked itself.</summary>
    private const string ProviderAway = "provider-unavailable";

    private readonly ServiceState _state;
    private readonly RowMaker _rows;
    private readonly OwnTraffic _own;
    private readonly Dictionary<string, ProbePlan> _probes;
    private readonly Lazy<SignalTable> _table;

    public LookTaker(ServiceState state)
    {
        _state = state;
        _rows = new(state.Plan.Service, state.Plan.Environment, state.Grid);
        _own = new(state, _rows);
        _probes = state.Plan.Probes.ToDictionary(probe => probe.Name, StringComparer.Ordinal);
        // The operator's own lines are read now, so that a fault in them is told at the start; the built-in table takes
        // some 50 ms of processor time the first time, and nobody waits for it before the first page.
        _table = new(() => SignalTable.With(state.Plan.SignalTable));
        if (state.Plan.SignalTable is not null) _ = _table.Value;
    }

    /// <param name="sampled">The look.</param>
    /// <param name="rows">Gets the rows of points that are closed already.</param>
    public void Take(SampledLook sampled, List<HistoryRow> rows)
    {
        if (!_probes.TryGetValue(sampled.Probe, out var probe) || TargetOf(sampled, probe) is not { } target)
        {
            SignalMeter.LooksDropped.Add(1);
            return;
        }

        target.LookedAt = sampled.At;
        target.Standing = Standing.After(target.Standing, sampled);
        SignalMeter.Taken(sampled);
        var page = target.Page?.Take(sampled.Look, sampled.Look.MeasuredAt ?? sampled.At);
        var signs = Process(sampled, target, page);
        if (page is not null && sampled.Look.MeasuredAt is { } at) CountLate(at, target, page, rows);
        else if (page is not null) Count(sampled, target, page);
        else Levels(sampled, target, probe);
        State(sampled, target, probe, signs);
        Blindness(sampled);
        if (sampled.Look.MayHoldOurs) _state.HoldOurs.Add(sampled.Probe);
        if (sampled.Look.Sent.Count > 0)
        {
            _state.Own.Add(sampled.At, sampled.Look.Sent.Count);
            _own.Take(sampled, target);
        }

        if (sampled.Look.Migrations is { } marks)
            _state.Know(new(probe.Name, [.. marks.Select(Migrations.Of)]), sampled.At);
    }

    private Target? TargetOf(SampledLook sampled, ProbePlan probe)
    {
        var key = (sampled.Probe, sampled.Instance);
        if (_state.Targets.TryGetValue(key, out var known)) return known;
        if (_state.Targets.Count >= LiveLimits.Instances) return null;
        var longest = TimeSpan.FromTicks(Math.Max(
            (long)(probe.Options.Every.Ticks * LongestInEvery),
            (long)(_state.Grid.Interval.Ticks * LongestInIntervals)));
        var target = new Target(sampled, ReaderOf(probe, longest), _state.Instances.Of(sampled.Instance))
        {
            IsOfService = probe.Kind.IsOfService,
            IsSent = probe.Kind is { IsSent: true, ReadsPage: true },
        };
        target.Facts.Fixed |= sampled.Group is not null;
        target.Facts.Gone = false;
        if (_state.LastKnown.TryGetValue(key, out var last)) target.Process.Recall(last.Version, last.At);
        return _state.Targets[key] = target;
    }

    /// <summary>Reads the readings of a probe as a page; null where each is a level for itself.</summary>
    private PageReader? ReaderOf(ProbePlan probe, TimeSpan longest)
    {
        if (probe.Kind.ReadsPage) return new(probe.Name, PlansOf(probe.Name), _table.Value, longest);
        var signals = ProbeSignals.Of(probe);
        if (signals.Count == 0 && !probe.Kind.IsSent) return null;
        // What the service needs has counted long before the agent looked; what is sent begins with the window.
        var wasThere = probe.Kind is { IsOfService: false, IsSent: false, CountsItself: false };
        var plans = signals.Concat(PlansOf(probe.Name)).Select(plan => plan with { FirstIsBase = wasThere }).ToList();
        // What others keep for the service has been asked by whoever fetched it, too.
        var table = probe.Kind.IsStore ? _table.Value.ForStores() : SignalTable.Empty;
        return new(probe.Name, plans, table, longest) { FindsSightings = false };
    }

    private IReadOnlyList<SignalPlan> PlansOf(string probe) =>
        [.. _state.Plan.Signals.Where(plan => plan.From == probe)];

    private IReadOnlyList<Sign> Process(SampledLook sampled, Target target, PageResult? page)
    {
        var seen = page is null || !target.Page!.FindsSightings ? sampled.Look.Sighting : page.Sighting;
        // What a service needs may be replaced at any time: no sign that the service was.
        var signs = target.IsOfService
            ? target.Process.Take(sampled.At, seen, page?.CountersBeganAgain == true) : [];
        var arrived = Meet(sampled, target);
        if (!target.IsOfService) return [];
        if (target.Control) return signs;
        foreach (var sign in signs) _state.Add(sign);
        if (arrived is not null) _state.Add(arrived);
        if (seen?.ProcessId is not null || seen?.Alive is not null || seen?.ExitCode is not null)
            _state.Add(new ProcessMark(sampled.At, sampled.Instance, seen.ProcessId, seen.Alive, seen.ExitCode)
            {
                Failure = seen.Failure,
            });
        return signs;
    }

    /// <summary>Why signals have no data although the target was asked, or could not be.</summary>
    private void Blindness(SampledLook sampled)
    {
        var look = sampled.Look;
        if (look.Reachability is Reachability.Missing && look.Reason is ProviderAway)
            foreach (var track in _state.Tracks.Values.Where(track => IsFrom(track.Name, sampled.Probe)))
                track.ProviderAwayAt = sampled.At;
        if (look.Problems.Count == 0) return;
        var plans = ProbeSignals.Of(_probes[sampled.Probe]).Concat(PlansOf(sampled.Probe));
        foreach (var plan in plans)
            if (look.Problems.FirstOrDefault(problem => problem.Reading == plan.Metric) is { } problem)
                _state.Track(plan.Name, plan.Kind, plan.Unit ?? UnitOf(plan.Name), plan.Metric)
                    ?.Say(sampled.Instance, new(plan.Name, DiscoveryProblem.NoReading, problem.Text));
    }

    private bool IsFrom(string signal, string probe) => signal.StartsWith($"{probe}.", StringComparison.Ordinal)
        || _state.Plan.Signals.Any(plan => plan.From == probe && plan.Name == signal);

    private Sign? Meet(SampledLook sampled, Target target)
    {
        var (facts, good) = (target.Facts, sampled.Look.Reachability is Reachability.Good);
        facts.LastSeenAt = sampled.At;
        if (good && !(sampled.At <= facts.LastGoodAt)) facts.LastGoodAt = sampled.At;
        var digest = sampled.Look.Sighting?.ImageDigest;
        _state.Instances.Name(facts, sampled.At, target.Process.LastVersion, digest: digest);
        return _state.Instances.Arrived(facts, sampled.At, good);
    }

    private void Count(SampledLook sampled, Target target, PageResult page)
    {
        List<CountedPage.Part> parts = [];
        foreach (var (binding, delta, problem) in page.Contributions)
        {
            if (_state.Track(binding.Signal, binding.Kind, binding.Unit, binding.Source) is not { } track) continue;
            track.Say(target.Instance, problem);
            var cell = track.Open(sampled.At, target.Instance, target.Control);
            if (delta is null)
            {
                cell.Missed++;
                continue;
            }

            cell.Add(_rows.Of(track, target, cell, delta));
            var tracker = target.Page!.Trackers.FirstOrDefault(one => ReferenceEquals(one.Binding, binding));
            if (tracker?.Own is not null)
                parts.Add(new(tracker, delta, cell));
        }

        foreach (var problem in page.Problems)
            _state.Track(problem.Signal, KindOf(problem.Signal), UnitOf(problem.Signal), SourceWords.Nowhere)
                ?.Say(target.Instance, problem);
        target.Counted = new(sampled.At + sampled.Took, parts);
    }

    /// <summary>What was measured earlier belongs to the points of then, which may be closed.</summary>
    private void CountLate(DateTimeOffset at, Target target, PageResult page, List<HistoryRow> rows)
    {
        foreach (var (binding, delta, problem) in page.Contributions)
        {
            if (_state.Track(binding.Signal, binding.Kind, binding.Unit, binding.Source) is not { } track) continue;
            track.Say(target.Instance, problem);
            if (delta is null) continue;
            var cell = new OpenCell(_state.Grid.CellOf(at), target.Instance, target.Control);
            track.Take(_rows.Of(track, target, cell, delta), _state.Instances, rows);
        }
    }

    private void Levels(SampledLook sampled, Target target, ProbePlan probe)
    {
        var plans = PlansOf(probe.Name);
        foreach (var reading in sampled.Look.Readings)
        {
            if (!double.IsFinite(reading.Value)) continue;
            if (Live.Levels.SignalOf(probe, reading) is { } signal) Level(sampled, target, probe, (signal, reading));
            foreach (var plan in Live.Levels.Own(plans, reading)) Level(sampled, target, probe, (plan.Name, reading));
        }
    }

    private void Level(SampledLook sampled, Target target, ProbePlan probe, (string Signal, Reading Reading) told)
    {
        var (signal, reading) = told;
        var unit = MetricUnits.OfGauge(reading.Name, reading.Family);
        if (_state.Track(signal, SignalKind.Gauge, unit, SourceWords.OfLevel(probe, reading.Name))
            is not { } track) return;
        var cell = track.Open(sampled.At, target.Instance, target.Control);
        cell.Add(_rows.Of(track, target, cell, new Delta { Sum = reading.Value }));
    }

    private void State(SampledLook sampled, Target target, ProbePlan probe, IReadOnlyList<Sign> signs)
    {
        var look = sampled.Look;
        Mark($"{target.Probe}.up", "looks", SourceWords.OfUp(probe), look, 0);
        if (target.Process.StartedAt is null && target.Process.ProcessId is null) return;
        var restarted = signs.Any(sign => sign.Kind is SignKind.ProcessId or SignKind.ProcessStart);
        var process = target.Process.SawProcess
            ? Look.Good()
            : Look.Missing(look.NoData ?? look.Reason ?? "no-process");
        Mark($"{target.Probe}.restarts", "restarts", SourceWords.OfRestarts(probe), process, restarted ? 1 : 0);

        void Mark(string signal, string unit, string source, Look seen, int restarts)
        {
            if (_state.Track(signal, SignalKind.State, unit, source) is not { } track) return;
            var cell = track.Open(sampled.At, target.Instance, target.Control);
            if (_state.Seen is null) cell.Add(_rows.Of(track, target, cell, seen, restarts));
            var log = track.LooksOf(target.Control);
            var mark = new LookMark(sampled.At, target.Instance, seen.Reachability, Refusals.Is(seen), Masked: false)
            {
                Why = LookMark.WhyOf(seen),
            };
            if (_state.Seen is { } outgoing)
            {
                outgoing.Add(signal, mark, restarts);
                return;
            }

            log.Add(mark);
            if (restarts > 0) log.AddRestart(sampled.At, target.Instance);
        }
    }

    private SignalKind KindOf(string signal) =>
        _state.Plan.Signals.FirstOrDefault(plan => plan.Name == signal)?.Kind
        ?? (signal.Contains(".saturation.", StringComparison.Ordinal) ? SignalKind.Gauge
            : signal.EndsWith(".errors", StringComparison.Ordinal) ? SignalKind.Ratio
            : signal.EndsWith(".latency", StringComparison.Ordinal) ? SignalKind.Latency : SignalKind.Rate);

    private string UnitOf(string signal) => KindOf(signal) switch
    {
        SignalKind.Ratio => "ratio",
        SignalKind.Latency => "seconds",
        SignalKind.Rate => "per-second",
        _ => "",
    };
}
