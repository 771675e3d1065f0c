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
            var before = deployment.MigrationsBefore.FirstOrDefault(of => of.Probe == account.Probe);
            if (before is null) happened.Add(new MigrationsKnown(account) { At = at });
            var sentences = before is null ? SinceTheOneBefore(deployment, account)
                : MigrationChange.Sentences(before, account);
            if (Untold(sentences, told) is { Count: > 0 } untold)
                happened.Add(new MigrationsRan(untold) { At = at });
        }

        return Recorded(deployment, happened);
    }

    /// <summary>An account that came only after the announcement may have the deployment's own migrations in it
    /// already: then what counts is how far the database had come with the deployments before.</summary>
    private IReadOnlyList<string> SinceTheOneBefore(Deployment deployment, MigrationAccount account)
    {
        var earlier = room.Book.All.Where(other => other.Id != deployment.Id
            && other.Started.Service == deployment.Started.Service
            && other.Started.Environment == deployment.Started.Environment
            && other.AnnouncedAt <= deployment.AnnouncedAt).OrderByDescending(other => other.AnnouncedAt).ToList();
        var known = earlier.SelectMany(other => other.MigrationsBefore).FirstOrDefault(of => of.Probe == account.Probe);
        if (known is not null)
            return [.. MigrationChange.Sentences(known, account)
                .Except(earlier.SelectMany(other => other.MigrationsRan))];
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
