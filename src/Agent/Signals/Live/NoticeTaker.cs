using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Contracts.Signals;
using Bellwether.Probes;

namespace Bellwether.Agent.Signals.Live;

/// <summary>Takes in what a list of targets knows of them beside where they are. Called under the state's
/// lock.</summary>
internal sealed class NoticeTaker(ServiceState state)
{
    private const int MostRestartsAtOnce = 10;

    public void Take(InstanceNotice notice)
    {
        var facts = state.Instances.Of(notice.Instance);
        facts.LastSeenAt = notice.At;
        facts.InPlace = notice.InPlace;
        if (notice.Arrived || facts.Gone) (facts.Arriving, facts.ArrivedAt) = (true, notice.At);
        facts.Gone = false;
        state.Instances.Name(facts, notice.At, named: null, notice.Version, notice.ImageDigest);
        if (!facts.Fixed && state.Instances.Arrived(facts, notice.At, answered: false) is { } sign) state.Add(sign);
        CountRestarts(notice, facts);
        if (notice.Failure is not { } failure) return;
        // A list tells the same end again and again: it is one failure, at its own time.
        var mark = new ProcessMark(notice.FailedAt ?? notice.At, notice.Instance, null, null, notice.ExitCode)
        {
            Failure = failure,
        };
        if (facts.LastFailure == mark) return;
        facts.LastFailure = mark;
        state.Add(mark);
    }

    /// <summary>A restart whose process has another name now, of which that name's own start says nothing.</summary>
    public void Take(RestartNotice notice)
    {
        if (state.Track($"{notice.Probe}.restarts", SignalKind.State, "restarts", "instances that follow one another")
            is not { } track) return;
        if (state.Seen is { } outgoing)
        {
            Report(notice, outgoing);
            return;
        }

        // It has sent before it was looked at, and from the look on it is known which version it is of.
        var named = state.Instances.Find(notice.Instance)?.VersionSince;
        var at = named > notice.At ? named.Value : notice.At;
        track.Looks.Add(new(at, notice.Instance, Reachability.Good, Refused: false, Masked: false));
        track.Looks.AddRestart(at, notice.Instance, notice.Place);
    }

    /// <summary>A sidecar has one instance under whatever ids: where its start is known each new one counts
    /// already.</summary>
    private void Report(RestartNotice notice, SeenLog outgoing)
    {
        var seen = state.Targets.TryGetValue((notice.Probe, notice.Instance), out var target)
            && target.Process.StartedAt is not null;
        // Its report may have to wait for the home.
        if (seen || target?.LookedAt - notice.At > ReportCheck.Oldest / 2) return;
        outgoing.Add($"{notice.Probe}.restarts",
            new(notice.At, notice.Instance, Reachability.Good, Refused: false, Masked: false), restarts: 1);
    }

    private void CountRestarts(InstanceNotice notice, InstanceFacts facts)
    {
        if (notice.Restarts is not { } total) return;
        var more = total - facts.Restarts ?? 0;
        facts.Restarts = total;
        // Who sees the process start counts it already.
        var seen = state.Targets.TryGetValue((notice.Probe, notice.Instance), out var target)
            && target.Process.StartedAt is not null;
        if (seen || state.Track($"{notice.Probe}.restarts", SignalKind.State, "restarts", "restarts of its container")
            is not { } track) return;
        var log = track.LooksOf(control: false);
        log.Add(new(notice.At, notice.Instance, Reachability.Good, Refused: false, Masked: false));
        for (var i = 0; i < Math.Min(more, MostRestartsAtOnce); i++) log.AddRestart(notice.At, notice.Instance);
    }
}
