using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Signals;
using Bellwether.Contracts.Deployments;
using static Bellwether.Agent.Deployments.DeploymentEvent;

namespace Bellwether.Agent.Deployments;

/// <summary>When the new version, or the one put back, was first there.</summary>
internal static class FirstSign
{
    /// <summary>t0 of the step under way; null as long as nothing tells it.</summary>
    /// <param name="deployment">Without a t0 in its current step.</param>
    /// <param name="signs">Signs since the announcement, oldest first.</param>
    /// <param name="now">UTC.</param>
    public static NewVersionSeen? OfNewVersion(Deployment deployment, IReadOnlyList<Sign> signs, DateTimeOffset now)
    {
        var step = deployment.Current;
        // A later step and a feature flag bring no new process: their beginning is the first sign.
        if (step.Step > 0 || deployment.Started.Strategy == Strategy.FeatureFlag)
            return new NewVersionSeen(step.Step, step.BeganAt, null) { At = now };

        var (said, version) = (Said(deployment), deployment.Started.Version);
        // Before what was said only a sign that names the version is one of it.
        var sign = signs.FirstOrDefault(s => s.At >= said ? !NamesAnother(s, version)
            : s.At >= deployment.ChangedAt && s.Version == version);
        if (sign is not null) return new NewVersionSeen(step.Step, sign.At, sign.Kind) { At = now };

        var patience = deployment.Plan.Policy.StartWithin;
        return deployment.FinishedAt is { } finished && now - finished >= patience
            ? new NewVersionSeen(step.Step, finished, null) { At = now }
            : null;
    }

    /// <summary>The version before was put back, and nobody said so: since the verdict an instance came up that names
    /// it, and no other version is named any more.</summary>
    /// <param name="deployment">Awaiting its rollback.</param>
    /// <param name="signs">Signs since the rollback verdict, oldest first.</param>
    /// <param name="named">Versions that instances name now.</param>
    /// <param name="now">UTC.</param>
    public static RolledBack? OfPutBack(
        Deployment deployment, IReadOnlyList<Sign> signs, IReadOnlyList<string> named, DateTimeOffset now)
    {
        if (deployment.Started.PreviousVersion is not { } previous || previous == deployment.Started.Version)
            return null;
        return signs.Any(sign => sign.Version == previous) && named is [var only] && only == previous
            ? new RolledBack(previous, Seen: true) { At = now } : null;
    }

    /// <summary>First sign of the version put back; the word that it was put back stands for it where no sign
    /// came.</summary>
    /// <param name="deployment">Rolled back.</param>
    /// <param name="signs">Signs since the rollback verdict, oldest first.</param>
    /// <param name="now">UTC.</param>
    public static OldVersionSeen? OfOldVersion(Deployment deployment, IReadOnlyList<Sign> signs, DateTimeOffset now)
    {
        if (deployment.RolledBack is not { } rolledBack) return null;
        var decided = deployment.StandingSince;
        var restored = rolledBack.Version ?? deployment.Started.PreviousVersion;
        var sign = signs.FirstOrDefault(s => s.At >= decided && (restored is null || !NamesAnother(s, restored)));
        if (sign is not null) return new OldVersionSeen(sign.At, sign.Kind) { At = now };
        return now - rolledBack.At >= deployment.Plan.Policy.StartWithin
            ? new OldVersionSeen(rolledBack.At, null) { At = now }
            : null;
    }

    /// <summary>A sign before this is of something else. An announcement may come a little after what it
    /// announces.</summary>
    public static DateTimeOffset Earliest(Deployment deployment) =>
        Said(deployment) is var said && deployment.ChangedAt < said ? deployment.ChangedAt.Value : said;

    /// <summary>A change that was seen before its announcement and that nobody had announced: it may be what is
    /// announced only now. Where it names the version, up to a window ago; where it names none, as long ago as the new
    /// version may take to be there.</summary>
    /// <param name="message">The announcement.</param>
    /// <param name="known">Every deployment of this agent, in any order.</param>
    /// <param name="signs">Signs of at least the last window, oldest first.</param>
    /// <param name="policy">Times.</param>
    /// <param name="now">UTC.</param>
    public static DateTimeOffset? SeenBefore(
        DeploymentStarted message, IEnumerable<Deployment> known, IReadOnlyList<Sign> signs, PolicyPlan policy,
        DateTimeOffset now)
    {
        if (message.StartedAt is not null || known.Where(d => d.Started.Service == message.Service
            && d.Started.Environment == message.Environment).MaxBy(d => d.AnnouncedAt)
                is not { Unannounced: true, AnnouncedAt: var changed })
            return null;
        var named = signs.Where(sign => sign.At >= changed && sign.Version is not null).Select(sign => sign.Version)
            .Distinct(StringComparer.Ordinal).ToList();
        var latest = named.Count == 0 ? policy.StartWithin
            : named is [var only] && only == message.Version ? policy.Window : TimeSpan.Zero;
        return now - changed <= latest ? changed : null;
    }

    private static DateTimeOffset Said(Deployment deployment)
    {
        if (deployment.Started.StartedAt is not { } said) return deployment.AnnouncedAt;
        var latest = deployment.AnnouncedAt - deployment.Plan.Policy.StartWithin;
        return said > latest ? said : latest;
    }

    private static bool NamesAnother(Sign sign, string version) => sign.Version is { } named && named != version;
}
