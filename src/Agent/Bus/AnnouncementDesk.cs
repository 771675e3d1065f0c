using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Journal;
using Bellwether.Agent.Watching;
using Bellwether.Contracts.Deployments;
using Bellwether.Contracts.Signals;
using Bellwether.Contracts.Wire;

namespace Bellwether.Agent.Bus;

/// <summary>Picks the message by its CloudEvents type and gives it to whoever journals it.</summary>
/// <remarks>
/// A message may come twice, and any agent of a broker may hear what concerns another: both are no faults. When the
/// call returns, what was taken is durable.
/// </remarks>
internal sealed class AnnouncementDesk(
    BusDoors doors, IReadOnlyList<BusIntake> accepted, BusLimits limits)
{
    private const int LongestType = 100;

    private static readonly ContractsJson Forms = ContractsJson.Wire;

    /// <exception cref="JournalUnavailableException">It could not be made durable; nothing happened.</exception>
    public Heard Hear(ReadOnlyMemory<byte> body)
    {
        if (body.Length > limits.LongestBody)
            return Refused($"it has {body.Length} bytes; the most is {limits.LongestBody}", "");
        var type = "";
        try
        {
            var envelope = EventEnvelope.Read(body);
            type = Printable(envelope.Type);
            using var span = Begin(envelope);
            var heard = Pick(envelope) with { Type = type };
            span?.SetTag(SpanTags.Message, type).SetTag(SpanTags.Outcome, SpanTags.Word(heard.Kind))
                .SetTag(SpanTags.Deployment, DeploymentOf(envelope));
            return heard;
        }
        catch (JsonException e)
        {
            return Refused(e.Message, type);
        }
    }

    private Heard Pick(EventEnvelope said) => said.Type switch
    {
        MessageTypes.DeploymentStarted => Announced(
            said, Forms.DeploymentStarted, m => Start(m, TraceOf(said)),
            m => doors.IsWatched(m.Service, m.Environment)),
        MessageTypes.DeploymentStepReached => Announced(
            said, Forms.DeploymentStepReached, doors.Watcher.Step, m => Knows(m.DeploymentId)),
        MessageTypes.DeploymentFinished => Announced(
            said, Forms.DeploymentFinished, doors.Watcher.Finish, m => Knows(m.DeploymentId)),
        MessageTypes.DeploymentCancelled => Announced(
            said, Forms.DeploymentCancelled, doors.Watcher.Cancel, m => Knows(m.DeploymentId)),
        MessageTypes.RollbackCompleted => Announced(
            said, Forms.RollbackCompleted, doors.Watcher.RolledBack, m => Knows(m.DeploymentId)),
        MessageTypes.PreflightRequested => Announced(
            said, Forms.PreflightRequested, asked => doors.Preflights.Assess(asked, said.Id),
            m => doors.IsWatched(m.Service, m.Environment)),
        MessageTypes.VerdictOverridden => Decided(
            said, Forms.VerdictOverridden, doors.Watcher.Override, m => Knows(m.DeploymentId)),
        MessageTypes.HoldPlaced => Decided(said, Forms.HoldPlaced, doors.Watcher.Hold, m => Knows(m.DeploymentId)),
        MessageTypes.HoldReleased => Decided(
            said, Forms.HoldReleased, doors.Watcher.Release, m => Knows(m.DeploymentId)),
        MessageTypes.FeedbackGiven => Decided(
            said, Forms.FeedbackGiven, doors.Watcher.Feedback, m => Knows(m.DeploymentId)),
        MessageTypes.SignalsMasked => Decided(
            said, Forms.SignalsMasked, Mask, m => doors.IsWatched(m.Service, m.Environment)),
        _ => Refused("no message of this type is taken here", said.Type),
    };

    private Heard Announced<T>(
        EventEnvelope said, JsonTypeInfo<T> form, Func<T, Acceptance> take, Func<T, bool> concernsUs) =>
        Take(said.Open(form), BusIntake.Announcements, take, concernsUs);

    private Heard Decided<T>(
        EventEnvelope said, JsonTypeInfo<T> form, Func<T, Acceptance> take, Func<T, bool> concernsUs) =>
        Take(said.Open(form), BusIntake.Overrides, take, concernsUs);

    // What concerns another agent is not refused by this one, or each would set it aside.
    private Heard Take<T>(T message, BusIntake intake, Func<T, Acceptance> take, Func<T, bool> concernsUs)
    {
        if (accepted.Contains(intake)) return Of(take(message));
        return concernsUs(message)
            ? Refused($"bus.rabbitmq.accept of this agent does not name {intake.ToString().ToLowerInvariant()}", "")
            : new Heard(HeardKind.NotOurs);
    }

    private bool Knows(string deploymentId) => doors.Enquiries.Find(deploymentId) is not null;

    // Who says in no trace what becomes of a deployment says it in the deployment's.
    private Activity? Begin(EventEnvelope said)
    {
        if (!Tracing.IsListenedTo) return null;
        var known = DeploymentOf(said) is { } id ? doors.Enquiries.TraceOf(id) : null;
        return Tracing.Under(Tracing.Checked(said.TraceParent) ?? known, "hear", ActivityKind.Consumer);
    }

    private static string? TraceOf(EventEnvelope said) => Tracing.Current ?? said.TraceParent;

    private static string? DeploymentOf(EventEnvelope said) =>
        said.Payload.TryGetProperty("deploymentId", out var id) && id.ValueKind == JsonValueKind.String
            ? id.GetString()
            : null;

    private Acceptance Start(DeploymentStarted message, string? traceParent)
    {
        var acceptance = doors.Watcher.Start(message, traceParent);
        // A sender that says it again after the end contradicts nothing; over HTTP it is told, here it cannot be.
        return acceptance.Kind == AcceptanceKind.Conflict && IsOver(message)
            ? new Acceptance(AcceptanceKind.Known, null, "")
            : acceptance;
    }

    private bool IsOver(DeploymentStarted message) => doors.Enquiries.Find(message.DeploymentId) is { } known
        && known.Service == message.Service && known.Environment == message.Environment
        && known.Version == message.Version && known.Attempt == message.Attempt;

    private Acceptance Mask(SignalsMasked mask)
    {
        if (!doors.IsWatched(mask.Service, mask.Environment)) return Acceptance.NotFound("it is not watched here");
        return doors.Masks.Mask(mask) is { } problem
            ? Acceptance.Invalid(problem)
            : new Acceptance(AcceptanceKind.Taken, null, "");
    }

    private Heard Of(Acceptance acceptance) => acceptance.Kind switch
    {
        AcceptanceKind.Taken => new Heard(HeardKind.Taken),
        AcceptanceKind.Known => new Heard(HeardKind.Known),
        AcceptanceKind.NotFound => new Heard(HeardKind.NotOurs),
        _ => Refused(acceptance.Problem, ""),
    };

    // Whoever may write to the queue writes what stands in our log: one line, and not a long one.
    private static string Printable(string type) =>
        string.Concat(type.Take(LongestType).Select(c => char.IsControl(c) ? '?' : c));

    private Heard Refused(string reason, string type) => new(
        HeardKind.Refused, reason.Length <= limits.LongestReason ? reason : reason[..limits.LongestReason], type);
}
