using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Signals;
using Bellwether.Contracts.Deployments;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Deployments;

/// <summary>What came just before an announcement and may have to do with it: what failed since then tells nothing of
/// what was there before.</summary>
/// <param name="ChangedAt">Since when; null for not before the announcement.</param>
/// <param name="Came">The sign with which the announced version came before its announcement; null for none.</param>
internal sealed record Predecessors(DateTimeOffset? ChangedAt, Sign? Came)
{
    private static Predecessors None { get; } = new(null, null);

    /// <param name="message">The announcement.</param>
    /// <param name="known">Every deployment of this agent, in any order.</param>
    /// <param name="signs">Signs as far back as a version is unproven, oldest first.</param>
    /// <param name="policy">Times.</param>
    /// <param name="now">UTC.</param>
    public static Predecessors Of(
        DeploymentStarted message, IEnumerable<Deployment> known, IReadOnlyList<Sign> signs, PolicyPlan policy,
        DateTimeOffset now)
    {
        var unproven = known.Where(d => d.Started.Service == message.Service
                && d.Started.Environment == message.Environment && DeploymentMasks.Of(d).To > now)
            .OrderByDescending(d => d.AnnouncedAt).ToList();
        if (unproven.Count == 0) return None;
        if (unproven[0] is { Unannounced: true } seen) return Late(message, seen, signs, policy, now);
        // A version tried again, or one that follows another which failed or which nobody has judged, carries its
        // faults on: only what failed before the first of them was there before.
        var chain = unproven.TakeWhile(d => !d.Unannounced
            && (d.Started.Version == message.Version || d.Standing is Decision.Pending or Decision.Rollback)).ToList();
        return chain.Count == 0 ? None : new(chain[^1].AnnouncedAt, null);
    }

    /// <summary>A change that nobody had announced may be what is announced only now: where an instance changed to that
    /// version, up to a window ago; where none names any, as long ago as the new version may take to be
    /// there.</summary>
    private static Predecessors Late(
        DeploymentStarted message, Deployment seen, IReadOnlyList<Sign> signs, PolicyPlan policy, DateTimeOffset now)
    {
        if (message.StartedAt is not null) return None;
        var since = signs.Where(sign => sign.At >= seen.AnnouncedAt).ToList();
        // A restart of a version that ran before is none of it, though it has the same name.
        var came = since.Find(sign => sign.Version == message.Version
            && sign.PreviousVersion is { } before && before != message.Version);
        // Later than that it may be deployed once more, under the same name; but what it did is its own all the same.
        if (came is not null) return new(seen.AnnouncedAt, now - came.At <= policy.Window ? came : null);
        return since.TrueForAll(sign => sign.Version is null) && now - seen.AnnouncedAt <= policy.StartWithin
            ? new(seen.AnnouncedAt, null) : None;
    }
}
