using Bellwether.Agent.Deployments;
using Bellwether.Agent.Signals.Snapshots;
using static Bellwether.Agent.Deployments.DeploymentEvent;

namespace Bellwether.Agent.Watching;

/// <summary>Notices migrations of a database that ran since a deployment began, and journals them with it.</summary>
/// <remarks>Called with the book's gate held. Two things are journaled: how far each database had come at the first
/// look that told it, and each migration since; so a restart of the agent forgets neither.</remarks>
internal sealed class MigrationWatch(WatchRoom room)
{
    /// <summary>Most migrations told of one deployment; one is enough to make undoing unsafe.</summary>
    public const int MostTold = 16;

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
            if (deployment.MigrationsBefore.FirstOrDefault(of => of.Probe == account.Probe) is not { } before)
                happened.Add(new MigrationsKnown(account) { At = at });
            else if (Untold(before, account, told) is { Count: > 0 } sentences)
                happened.Add(new MigrationsRan(sentences) { At = at });
        }

        return happened.Count == 0 ? deployment
            : room.Book.Record(deployment.Id, deployment.Started.Attempt, happened);
    }

    private static List<string> Untold(MigrationAccount before, MigrationAccount now, List<string> told)
    {
        var sentences = MigrationChange.Sentences(before, now).Except(told).Take(MostTold - told.Count).ToList();
        told.AddRange(sentences);
        return sentences;
    }
}
