using Bellwether.Agent.Signals.Discovery;
using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Signals.Live;

/// <summary>Cuts the state of a service at t0. Called under the state's lock; what it gives is read without
/// one.</summary>
/// <remarks>Points are not copied: a snapshot shares the chunks that hold them. What lies before t0 is cut once a
/// watch.</remarks>
internal sealed class SnapshotMaker(ServiceState state)
{
    /// <summary>Looks are known by when they began; this long after t0 the last that began before it have
    /// ended.</summary>
    private static readonly TimeSpan s_looksAreIn = TimeSpan.FromMinutes(1);

    private readonly List<KeptBefore> _kept = [];

    public WatchSnapshot Make(SnapshotRequest request, DateTimeOffset now)
    {
        var cut = new Cut(request, now, state.Grid.CellOf(now - state.Grace), KeptFor(request));
        var living = Living(now).ToList();
        var treated = living.FindAll(one => !one.Control && IsTreated(one.Facts.Name, now));
        return new()
        {
            AnnouncedAt = request.AnnouncedAt,
            ChangedAt = request.ChangedAt,
            T0 = request.T0,
            Now = now,
            Interval = state.Grid.Interval,
            ClosedUntil = state.Grid.StartOf(cut.Closed),
            Signals = state.Tracks.Values.ToDictionary(
                track => track.Name,
                track => track.Kind is SignalKind.State ? StateOf(track, cut) : PointsOf(track, cut)),
            Processes = [.. state.Processes.Where(mark => mark.At >= request.AnnouncedAt && Counts(mark, request))],
            ProcessesAtStart = request.ProcessesAtStart,
            Versions = [.. treated.Select(VersionOf).OfType<string>().Distinct().Order(StringComparer.Ordinal)],
            OldVersions = [.. living.Except(treated).Where(one => !one.Control).Select(VersionOf).OfType<string>()
                .Distinct().Order(StringComparer.Ordinal)],
            Instances = [.. (Split?.Began is null ? living : treated).Select(one => one.Facts.Name).Distinct()
                .Order(StringComparer.Ordinal)],
        };
    }

    private VersionSplit? Split => state.Instances.Split;

    private bool IsTreated(string instance, DateTimeOffset at) =>
        Split?.SideOf(state.Instances.Find(instance), at) is not Side.Control;

    /// <summary>What the old version's processes do is no matter of the new one's. Hard evidence counts where the
    /// instance is new for sure, or of a process that can be told from the old one.</summary>
    private bool Counts(ProcessMark mark, SnapshotRequest request)
    {
        if (!IsTreated(mark.Instance, mark.At)) return false;
        if (mark.Failure is null || mark.ProcessId is not null || Split?.IsNew(mark.Instance) == true) return true;
        return state.Instances.Find(mark.Instance) is { Version: null } unnamed
            && unnamed.ArrivedAt >= request.AnnouncedAt;
    }

    private string? VersionOf((InstanceFacts Facts, bool Control, string? Version) one) => one.Version is null ? null
        : Split is { } split && one.Facts.Runs(split.Brought) ? split.Brought.Version : one.Version;

    /// <summary>Whoever is looked at, once a probe, and whoever reports. A sidecar that is silent for two points and
    /// the time its reports have may be gone with its instance, without a last word.</summary>
    private IEnumerable<(InstanceFacts Facts, bool Control, string? Version)> Living(DateTimeOffset now)
    {
        var heardSince = now - (2 * state.Grid.Interval) - LiveLimits.ReportGrace;
        foreach (var target in state.Targets.Values)
            yield return (target.Facts, target.Control, target.Process.Version ?? target.Facts.Told);
        foreach (var reporter in state.Reporters.Values)
            if (reporter.HeardAt >= heardSince && state.Instances.Find(reporter.Instance) is { } facts)
                yield return (facts, false, facts.Version);
    }

    private KeptBefore? KeptFor(SnapshotRequest request)
    {
        if (request.T0 is null) return null;
        if (_kept.Find(kept => kept.IsFor(request, state.Masks)) is { } known) return known;
        if (_kept.Count >= LiveLimits.OpenWatches) _kept.RemoveAt(0);
        _kept.Add(new(request, state.Masks));
        return _kept[^1];
    }

    private SignalHistory PointsOf(SignalTrack track, Cut cut)
    {
        var from = cut.Request.T0 is { } t0 ? state.Grid.FirstAfter(t0) : cut.Closed;
        var before = BeforeOf(track, cut);
        var after = Between(track.Treated, from, cut.Closed);
        var control = track.Control is { } ring ? Between(ring, from, cut.Closed) : null;
        var bounds = track.Kind is SignalKind.Latency ? CommonBounds.Of(before, after, control) : [];
        return new()
        {
            Name = track.Name,
            Kind = track.Kind,
            Unit = track.Unit,
            Bounds = bounds,
            Ambiguity = track.Ambiguity,
            Words = state.Words.GetValueOrDefault(track.Name) ?? TurnedAway.WordsOf(track.Name),
            ProviderUnavailable = WasAway(track, cut.Request),
            OwnPerSecond = track.Kind is SignalKind.Ratio or SignalKind.Latency && MayHoldOurs(track.Name)
                ? state.Own.PerSecond(cut.Request.T0 ?? cut.Request.AnnouncedAt, cut.Now) : 0,
            Before = SeriesOf(before, bounds),
            After = SeriesOf(after, bounds),
            Control = control is null ? null : SeriesOf(control, bounds),
        };
    }

    /// <summary>Whether nothing tells requests of ours from those of others in it: somebody else counted it for the
    /// service, or what counted them does not say who asked.</summary>
    private bool MayHoldOurs(string signal) => state.Plan.Probes.Any(probe =>
        (probe.Kind.IsStore || probe.Kind.MayHoldOurs || state.HoldOurs.Contains(probe.Name))
        && (signal.StartsWith($"{probe.Name}.", StringComparison.Ordinal)
            || state.Plan.Signals.Any(plan => plan.From == probe.Name && plan.Name == signal)));

    private static bool WasAway(SignalTrack track, SnapshotRequest request) =>
        track.ProviderAwayAt >= (request.T0 ?? request.AnnouncedAt);

    private Stretch BeforeOf(SignalTrack track, Cut cut)
    {
        if (cut.Kept?.Points.TryGetValue(track.Name, out var known) == true) return known;
        var wanted = cut.Request.T0 is { } t0 ? state.Grid.CellOf(t0) : cut.Closed;
        var end = Math.Min(wanted, cut.Closed);
        var most = Math.Min(cut.Request.History.Ticks / state.Grid.Interval.Ticks, state.Grid.MostBefore);
        // Before a signal's first point nothing is missing; after t0 it is, even where the signal never came.
        var first = track.Treated.Start == track.Treated.End ? end : Math.Min(end, track.Treated.Start);
        var before = Between(track.Treated, Math.Max(end - most, first), end);
        // The last points before t0 close a little after it: only then the cut is final.
        if (end == wanted && cut.Kept is not null) cut.Kept.Points[track.Name] = before;
        return before;
    }

    private Stretch Between(PointRing ring, long from, long end) =>
        new(from, new(ring, (from, Math.Max(from, end)), state.Masks, []));

    private PointSeries SeriesOf(Stretch stretch, IReadOnlyList<double> bounds) =>
        new(state.Grid.StartOf(stretch.From), state.Grid.Interval, stretch.Points.On(bounds));

    private SignalHistory StateOf(SignalTrack track, Cut cut)
    {
        var (request, t0) = (cut.Request, cut.Request.T0 ?? DateTimeOffset.MaxValue);
        var empty = PointSeries.Empty(state.Grid.Interval);
        var since = cut.Now > t0 ? cut.Now - t0 : TimeSpan.Zero;
        var after = track.Looks.Between(t0, DateTimeOffset.MaxValue, state.Masks);
        var (treated, old) = Split?.Sides(after, state.Instances) ?? (after, []);
        var control = track.ControlLooks?.Between(t0, DateTimeOffset.MaxValue, state.Masks);
        return new()
        {
            Name = track.Name,
            Kind = track.Kind,
            Unit = track.Unit,
            Before = empty,
            After = empty,
            ProviderUnavailable = WasAway(track, cut.Request),
            LooksBefore = LooksBefore(track, cut, t0),
            LooksAfter = treated,
            LooksControl = old.Count == 0 ? control : [.. (control ?? []).Concat(old).OrderBy(look => look.At)],
            Count = track.Looks.RestartsSince(request.AnnouncedAt, request.T0 ?? request.AnnouncedAt, IsTreated),
            CountBefore = track.Looks.RestartsBetween(request.AnnouncedAt - since, request.AnnouncedAt, state.Masks),
        };
    }

    private IReadOnlyList<LookMark> LooksBefore(SignalTrack track, Cut cut, DateTimeOffset t0)
    {
        if (cut.Kept?.Looks.TryGetValue(track.Name, out var known) == true) return known;
        var looks = track.Looks.Between(DateTimeOffset.MinValue, t0, state.Masks);
        if (cut.Kept is not null && cut.Now - t0 > s_looksAreIn) cut.Kept.Looks[track.Name] = looks;
        return looks;
    }

    private sealed record Cut(SnapshotRequest Request, DateTimeOffset Now, long Closed, KeptBefore? Kept);
}
