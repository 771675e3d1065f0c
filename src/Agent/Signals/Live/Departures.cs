using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Probes;

namespace Bellwether.Agent.Signals.Live;

/// <summary>Forgets instances, so that pods may come and go for years. Called under the state's lock.</summary>
internal sealed class Departures(ServiceState state)
{
    private DateTimeOffset _sweptAt;

    /// <summary>An instance is gone for good. Where it ran the old version the looks that failed at its end were the
    /// end itself; where it ran the new one they stand, but for those since it was being taken away.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="leftAt">From when on it may have been on its way out; null where it may as well have
    /// failed.</param>
    public void Forget(string instance, DateTimeOffset? leftAt = null)
    {
        if (state.Instances.Find(instance) is { } facts) facts.Gone = true;
        var isNew = state.Instances.Split?.IsNew(instance) == true;
        foreach (var track in state.Tracks.Values)
        {
            track.Forget(instance);
            if (!isNew || leftAt is not null)
                track.Looks.TakeOutEnd(instance, isNew ? leftAt!.Value : DateTimeOffset.MinValue);
        }

        state.Reporters.Remove(instance);
        foreach (var key in state.Targets.Keys.Where(key => key.Instance == instance).ToList())
            state.Targets.Remove(key);
        foreach (var key in state.LastKnown.Keys.Where(key => key.Instance == instance).ToList())
            state.LastKnown.Remove(key);
        foreach (var key in state.Migrations.Keys.Where(key => key.Instance == instance).ToList())
            state.Migrations.Remove(key);
    }

    /// <summary>Whoever reports no longer is not seen: its looks are missing, neither good nor bad.</summary>
    public void MarkSilent(long closed)
    {
        foreach (var reporter in state.Reporters.Values)
        {
            // However far back its reports went: the state is locked meanwhile.
            var at = state.Grid.StartOf(closed - (ReportCheck.Oldest.Ticks / state.Grid.Interval.Ticks));
            if (at < reporter.MarkedUntil) at = reporter.MarkedUntil;
            var end = state.Grid.StartOf(closed);
            for (; at < end; at += state.Grid.Interval)
                foreach (var up in reporter.Up)
                    if (state.Tracks.TryGetValue(up, out var track))
                        track.Looks.Add(Assumed(at + (state.Grid.Interval / 2), reporter.Instance));
            if (end > reporter.MarkedUntil) reporter.MarkedUntil = end;
        }
    }

    /// <summary>Forgets, now and then, whom nobody has looked at for long. What was seen of them stands.</summary>
    public void Sweep(DateTimeOffset now)
    {
        if (now - _sweptAt < LiveLimits.SweepEvery) return;
        _sweptAt = now;
        foreach (var silent in state.Reporters.Values.Where(of => now - of.HeardAt > LiveLimits.SilentFor).ToList())
            Forget(silent.Instance);
        var left = state.Targets.Where(of => now - of.Value.LookedAt > LiveLimits.SilentFor).ToList();
        foreach (var (key, target) in left)
        {
            state.Targets.Remove(key);
            if (state.Targets.Values.Any(other => other.Instance == key.Instance)) continue;
            target.Facts.Gone = true;
            foreach (var track in state.Tracks.Values) track.Forget(key.Instance);
        }
    }

    private static LookMark Assumed(DateTimeOffset at, string instance) =>
        new(at, instance, Reachability.Missing, Refused: false, Masked: false) { Assumed = true };
}
