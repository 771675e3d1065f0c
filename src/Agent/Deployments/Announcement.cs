using Bellwether.Contracts.Deployments;

namespace Bellwether.Agent.Deployments;

/// <summary>What a start that was announced is, in the light of the deployments there are.</summary>
internal static class Announcement
{
    /// <summary>How long after a rollback verdict a start of the previous version counts as the rollback.</summary>
    public static readonly TimeSpan RollbackMemory = TimeSpan.FromHours(1);

    /// <param name="message">The start.</param>
    /// <param name="known">Every deployment of this agent, in any order.</param>
    /// <param name="now">UTC.</param>
    public static Reception Receive(
        DeploymentStarted message, IReadOnlyCollection<Deployment> known, DateTimeOffset now)
    {
        var same = known.Where(d => d.Id == message.DeploymentId).MaxBy(d => d.Started.Attempt);
        if (same is not null && message.Attempt <= same.Started.Attempt) return Again(message, same);
        if (known.FirstOrDefault(d => WasRolledBackBy(d, message, now)) is { } told)
            return new Reception(ReceptionKind.Same, told);
        return RolledBackBy(message, known, now) is { } rolledBack
            ? new Reception(ReceptionKind.RollbackCompleted, rolledBack)
            : new Reception(ReceptionKind.New, null);
    }

    private static Reception Again(DeploymentStarted message, Deployment same)
    {
        if (same.Started.Service != message.Service || same.Started.Environment != message.Environment)
            return Refused(
                same, $"deployment {same.Id} belongs to {same.Started.Service} in {same.Started.Environment}");
        if (same.Started.Version != message.Version)
            return Refused(same, $"deployment {same.Id} brings version {same.Started.Version}, not {message.Version}");
        if (same.IsOpen && message.Attempt == same.Started.Attempt) return new Reception(ReceptionKind.Same, same);
        return Refused(same, same.IsOpen
            ? $"attempt {same.Started.Attempt} of deployment {same.Id} is under way; attempt {message.Attempt} is older"
            : $"deployment {same.Id} is closed; start it again with --attempt {same.Started.Attempt + 1} or a new id");
    }

    private static Reception Refused(Deployment same, string why) => new(ReceptionKind.Refused, same) { Why = why };

    // The same start said again, as senders do that got no answer.
    private static bool WasRolledBackBy(Deployment deployment, DeploymentStarted message, DateTimeOffset now) =>
        deployment.RolledBack is { } rolledBack && rolledBack.StartedAs == message.DeploymentId
        && deployment.Started.Service == message.Service && deployment.Started.Environment == message.Environment
        && deployment.Started.PreviousVersion == message.Version && now - rolledBack.At <= RollbackMemory;

    private static Deployment? RolledBackBy(
        DeploymentStarted message, IReadOnlyCollection<Deployment> known, DateTimeOffset now) =>
        known.Where(d => IsWithoutItsStart(d)
                         && d.Started.Service == message.Service
                         && d.Started.Environment == message.Environment
                         && d.Started.PreviousVersion == message.Version
                         && now - d.StandingSince <= RollbackMemory)
            .MaxBy(d => d.AnnouncedAt);

    /// <summary>Nobody has said of it that it was rolled back; the agent may have seen it.</summary>
    private static bool IsWithoutItsStart(Deployment deployment) =>
        deployment.State == DeploymentState.AwaitingRollback
        || deployment is { State: DeploymentState.Recovering, RolledBack: { Seen: true, StartedAs: null } };
}
