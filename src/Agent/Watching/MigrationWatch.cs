using Bellwether.Agent.Deployments;
using Bellwether.Agent.Signals.Snapshots;
using static Bellwether.Agent.Deployments.DeploymentEvent;

namespace Bellwether.Agent.Watching;

/// <summary>Notices migrations of a database that ran since a deployment began, and journals them with it.</summary>
/// <remarks>Called with the book's gate held. Two things are journaled: how far each database had come, and each
/// migration since; so a restart of the agent forgets neither.</remarks>
internal sealed class MigrationWatch(WatchRoom room)
{
    /// <summary>Most migrations told of one deployment; one is enough to make undoing unsafe.</summary>
    public const int MostTold = 16;

    /// <summary>Takes down how far the databases had come, as far as that is known when the deployment is
    /// announced.</summary>
    public Deployment Begin(Deployment deployment)
    {
        var at = room.Time.GetUtcNow();
        return Recorded(deployment, [.. room.Signals.Migrations(deployment.Started.Service)
            .GroupBy(account => account.Probe, StringComparer.Ordinal).SelectMany(AsOne)
            .Select(account => new MigrationsKnown(account) { At = at })]);
    }

    /// <summary>The deployment with what ran since it began; the same where nothing did.</summary>
    public Deployment Notice(Deployment deployment)
    {
        var accounts = room.Signals.Migrations(deployment.Started.Service);
        if (accounts.Count == 0) return deployment;
        var at = room.Time.GetUtcNow();
        List<DeploymentEvent> happened = [];
        List<string> told = [.. deployment.MigrationsRan];
        foreach (var account in accounts)
        {
            var before = deployment.MigrationsBefore.Where(of => of.Probe == account.Probe).ToList();
            if (LikeOf(before, account) is null) happened.Add(new MigrationsKnown(account) { At = at });
            var sentences = before.Count == 0 ? SinceTheOneBefore(deployment, account) : Since(before, account);
            if (Untold(sentences, told) is { Count: > 0 } untold)
                happened.Add(new MigrationsRan(untold) { At = at });
        }

        return Recorded(deployment, happened);
    }

    /// <summary>Where all sidecars say the same they look at one database, or at several that are as far: one account
    /// of it is journaled, and not one a pod.</summary>
    private static IEnumerable<MigrationAccount> AsOne(IEnumerable<MigrationAccount> ofOneProbe)
    {
        var accounts = ofOneProbe.ToList();
        return accounts.TrueForAll(accounts[0].IsAsFarAs) ? [accounts[0] with { Instance = null }] : accounts;
    }

    /// <summary>What the account is to be held against: what its own sidecar saw, or all of them.</summary>
    private static MigrationAccount? LikeOf(IReadOnlyList<MigrationAccount> before, MigrationAccount account) =>
        before.FirstOrDefault(of => of.Instance == account.Instance)
        ?? before.FirstOrDefault(of => of.Instance is null);

    /// <summary>Which migrations ran since. A pod that is new looks at one of the databases that others saw before:
    /// at the one to which the fewest were added.</summary>
    private static IReadOnlyList<string> Since(IReadOnlyList<MigrationAccount> before, MigrationAccount account) =>
        LikeOf(before, account) is { } like ? MigrationChange.Sentences(like, account)
            : before.Select(of => MigrationChange.Sentences(of, account)).MinBy(sentences => sentences.Count)!;

    /// <summary>An account that came only after the announcement may have the deployment's own migrations in it
    /// already: then what counts is how far the database had come with the deployments before.</summary>
    private IReadOnlyList<string> SinceTheOneBefore(Deployment deployment, MigrationAccount account)
    {
        var earlier = room.Book.All.Where(other => other.Id != deployment.Id
            && other.Started.Service == deployment.Started.Service
            && other.Started.Environment == deployment.Started.Environment
            && other.AnnouncedAt <= deployment.AnnouncedAt).OrderByDescending(other => other.AnnouncedAt).ToList();
        var known = earlier.Select(other => other.MigrationsBefore.Where(of => of.Probe == account.Probe).ToList())
            .FirstOrDefault(of => of.Count > 0);
        if (known is not null)
            return [.. Since(known, account).Except(earlier.SelectMany(other => other.MigrationsRan))];
        // Where none ever ran, or all can be undone, none that cannot be undone ran since.
        return MigrationChange.Sentences(new(account.Probe, []), account).Count == 0 ? []
            : ["how far the database had come before is not known: "
                + $"{account.Probe} told it only after the announcement"];
    }

    private static List<string> Untold(IReadOnlyList<string> sentences, List<string> told)
    {
        var untold = sentences.Except(told).Take(MostTold - told.Count).ToList();
        told.AddRange(untold);
        return untold;
    }

    private Deployment Recorded(Deployment deployment, List<DeploymentEvent> happened) =>
        happened.Count == 0 ? deployment
            : room.Book.Record(deployment.Id, deployment.Started.Attempt, happened);
}
