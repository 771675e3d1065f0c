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
        if (known.FirstOrDefault(d => WasRolledBackBy(d, message, known, now)) is { } told)
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

    // The same start said again, as senders do that got no answer; or said after the agent had seen it.
    private static bool WasRolledBackBy(
        Deployment deployment, DeploymentStarted message, IReadOnlyCollection<Deployment> known, DateTimeOffset now) =>
        deployment.RolledBack is { } rolledBack
        && (rolledBack.StartedAs == message.DeploymentId || (rolledBack.Seen && IsLast(deployment, known)))
        && deployment.Started.Service == message.Service && deployment.Started.Environment == message.Environment
        && deployment.Started.PreviousVersion == message.Version && now - rolledBack.At <= RollbackMemory;

    private static bool IsLast(Deployment deployment, IReadOnlyCollection<Deployment> known) => known.All(other =>
        other.Started.Service != deployment.Started.Service
        || other.Started.Environment != deployment.Started.Environment || other.AnnouncedAt <= deployment.AnnouncedAt);

    private static Deployment? RolledBackBy(
        DeploymentStarted message, IReadOnlyCollection<Deployment> known, DateTimeOffset now) =>
        known.Where(d => d.State == DeploymentState.AwaitingRollback
                         && d.Started.Service == message.Service
                         && d.Started.Environment == message.Environment
                         && d.Started.PreviousVersion == message.Version
                         && now - d.StandingSince <= RollbackMemory)
            .MaxBy(d => d.AnnouncedAt);
}
