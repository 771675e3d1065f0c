using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Signals.Discovery;
using Bellwether.Probes;

namespace Bellwether.Agent.Signals.Live;

/// <summary>Turns the metrics pages of one target into what they add to signals. A page counts whole or not at
/// all.</summary>
/// <param name="probe">Name of the probe.</param>
/// <param name="plans">The operator's own signals from this probe; empty for none.</param>
/// <param name="table">What discovery goes by.</param>
/// <param name="longest">Longest time between two pages whose difference still belongs to one interval.</param>
internal sealed class PageReader(string probe, IReadOnlyList<SignalPlan> plans, SignalTable table, TimeSpan longest)
{
    private readonly PageBindings _bindings = new(probe, plans, table);
    private DateTimeOffset? _countedAt;
    private DateTimeOffset? _startedAt;

    /// <summary>Whether pages tell of the process behind them; else the look does. Default true.</summary>
    public bool FindsSightings { get; init; } = true;

    public IReadOnlyCollection<MetricTracker> Trackers => _bindings.Trackers;

    public PageResult Take(Look look, DateTimeOffset at)
    {
        if (look.Readings.Count == 0) return Nothing();
        var baseless = _bindings.FitTo(look.Readings);
        foreach (var tracker in _bindings.Trackers) tracker.Begin();
        var start = Read(look.Readings);
        var sighting = new Sighting { StartedAt = start, Version = look.Sighting?.Version ?? _bindings.Version };
        if (_bindings.Trackers.Any(tracker => tracker.Refused))
            return Nothing() with { Sighting = sighting, Problems = _bindings.Problems };

        var restarted = start is { } now && _startedAt is { } before
            && (now - before).Duration() > LiveLimits.StartTolerance;
        var decreased = _bindings.Trackers.Any(tracker => tracker.Decreased);
        // Totals that begin again in a process that did not: one look is lost, and it is no sign of another process.
        var beganAgain = FindsSightings && _countedAt is not null && decreased
            && (start is null || _startedAt is null);
        if (decreased || restarted) SignalMeter.Resets.Add(1);
        var counted = _countedAt is { } last && at - last <= longest && !restarted && !decreased;
        if (restarted || decreased)
            foreach (var tracker in _bindings.Trackers)
            {
                tracker.Own?.Forget();
                tracker.BeginAgain();
            }

        foreach (var tracker in _bindings.Trackers) tracker.Since = at - _countedAt ?? TimeSpan.Zero;
        var contributions = _bindings.Trackers.Select(tracker => Of(tracker, counted, baseless)).ToList();
        foreach (var tracker in _bindings.Trackers) tracker.Commit();
        (_countedAt, _startedAt) = (at, start ?? _startedAt);
        return new()
        {
            Contributions = contributions,
            Sighting = sighting,
            CountersBeganAgain = beganAgain,
            Problems = _bindings.Problems,
        };
    }

    private PageResult Nothing() =>
        new() { Contributions = [.. _bindings.Trackers.Select(tracker => new Contribution(tracker.Binding, null))] };

    private static Contribution Of(MetricTracker tracker, bool counted, IReadOnlyList<MetricTracker> baseless)
    {
        if (tracker.Absent) return new(tracker.Binding, null, tracker.Problem);
        if (!tracker.Counts) return new(tracker.Binding, tracker.DeltaOfPage(), tracker.Problem);
        var lost = tracker.Own is { Overflowed: true };
        var delta = counted && !lost && !baseless.Contains(tracker) ? tracker.DeltaOfPage() : null;
        if (delta is null) tracker.Own?.PassOver();
        else tracker.Own?.TakeOut(delta);
        return new(tracker.Binding, delta, lost ? TooManyOwn(tracker.Binding.Signal) : null);
    }

    private static DiscoveryProblem TooManyOwn(string signal) => new(signal, DiscoveryProblem.TooMany,
        $"more than {LiveLimits.OwnRequests} kinds of requests of our own between two pages: they cannot be told from "
        + "those of others. Look at fewer assets, or at the page more often.");

    /// <summary>Hands every sample to those who want it, and gives the start of the process where the page tells it
    /// once.</summary>
    private DateTimeOffset? Read(IReadOnlyList<Reading> readings)
    {
        DateTimeOffset? start = null;
        var starts = 0;
        string? name = null;
        List<MetricTracker>? wanting = null;
        var isStart = false;
        for (var i = 0; i < readings.Count; i++)
        {
            var reading = readings[i];
            if (!ReferenceEquals(reading.Name, name))
            {
                name = reading.Name;
                wanting = _bindings.For(name);
                isStart = ProcessStart.Is(reading);
            }

            if (isStart && starts++ == 0) start = ProcessStart.Of(reading);
            if (wanting is null) continue;
            foreach (var tracker in wanting) tracker.Read(reading);
        }

        return starts == 1 ? start : null;
    }
}
