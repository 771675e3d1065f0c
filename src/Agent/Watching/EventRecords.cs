using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Bellwether.Agent.Deployments;
using Bellwether.Agent.Journal;
using Bellwether.Contracts.Verdicts;
using Bellwether.Contracts.Wire;
using static Bellwether.Agent.Deployments.DeploymentEvent;

namespace Bellwether.Agent.Watching;

/// <summary>Deployment events as journal records and back. What others may hear is a CloudEvent; the rest is ours
/// alone.</summary>
/// <param name="environment">The agent's environment.</param>
/// <param name="agentId">The agent's id.</param>
internal sealed class EventRecords(string environment, string agentId)
{
    /// <summary>Kind of the records that only the agent reads.</summary>
    public const string Internal = "deployment-event";

    /// <summary>CloudEvents source of everything this agent says.</summary>
    public string Source { get; } = $"/bellwether/{environment}/{agentId}";

    /// <param name="deploymentId">The deployment.</param>
    /// <param name="attempt">Which try at it.</param>
    /// <param name="happened">What happened to it.</param>
    /// <param name="traceParent">Trace context that it was announced in; null for none.</param>
    public JournalEntry Write(
        string deploymentId, int attempt, DeploymentEvent happened, string? traceParent = null) =>
        happened switch
        {
            VerdictReached { Verdict: var verdict } => Message(
                MessageTypes.VerdictIssued, verdict.VerdictId, deploymentId, happened.At, verdict,
                ContractsJson.Wire.CloudEventVerdictIssued, traceParent),
            RecoveryEnded { Recovery: var recovery } => Message(
                MessageTypes.RecoveryAssessed, $"{deploymentId}:{agentId}:recovery:0:{attempt}", deploymentId,
                happened.At, recovery, ContractsJson.Wire.CloudEventRecoveryAssessed, traceParent),
            BakeEnded { Confirmed: var confirmed } => Message(
                MessageTypes.BakeConfirmed, $"{deploymentId}:{agentId}:bake-confirmed:0:{attempt}", deploymentId,
                happened.At,
                confirmed, ContractsJson.Wire.CloudEventBakeConfirmed, traceParent),
            Overridden { Act: var act } => Message(
                MessageTypes.VerdictOverridden, ActId(deploymentId, "override", happened.At), deploymentId,
                happened.At, act,
                ContractsJson.Wire.CloudEventVerdictOverridden, traceParent),
            Held { Act: var act } => Message(
                MessageTypes.HoldPlaced, ActId(deploymentId, "hold", happened.At), deploymentId, happened.At, act,
                ContractsJson.Wire.CloudEventHoldPlaced, traceParent),
            Released { Act: var act } => Message(
                MessageTypes.HoldReleased, ActId(deploymentId, "release", happened.At), deploymentId, happened.At, act,
                ContractsJson.Wire.CloudEventHoldReleased, traceParent),
            FeedbackNoted { Act: var act } => Message(
                MessageTypes.FeedbackGiven, ActId(deploymentId, "feedback", happened.At), deploymentId, happened.At,
                act,
                ContractsJson.Wire.CloudEventFeedbackGiven, traceParent),
            _ => new JournalEntry(
                Internal, deploymentId, null,
                JsonSerializer.SerializeToUtf8Bytes(happened, WatchingJson.Default.DeploymentEvent)),
        };

    /// <summary>A message that goes out, as the exact bytes that every receiver gets.</summary>
    public JournalEntry Message<T>(
        string type, string id, string? subject, DateTimeOffset at, T message, JsonTypeInfo<CloudEvent<T>> form,
        string? traceParent = null)
    {
        var envelope = new CloudEvent<T>
        {
            Id = id,
            Source = Source,
            Type = type,
            Subject = subject,
            Time = at,
            TraceParent = traceParent,
            Data = message,
        };
        return new JournalEntry(type, subject, id, JsonSerializer.SerializeToUtf8Bytes(
            envelope, form))
        { Outgoing = true };
    }

    /// <summary>The event of a record; null where it holds something else.</summary>
    /// <exception cref="JsonException">The record was not written by this version or an older one.</exception>
    public static DeploymentEvent? Read(JournalRecord record)
    {
        var body = record.Entry.Body.Span;
        return record.Entry.Kind switch
        {
            Internal => JsonSerializer.Deserialize(body, WatchingJson.Default.DeploymentEvent),
            MessageTypes.VerdictIssued => Open(body, ContractsJson.Wire.CloudEventVerdictIssued, VerdictOf),
            MessageTypes.RecoveryAssessed => Open(
                body, ContractsJson.Wire.CloudEventRecoveryAssessed, e => new RecoveryEnded(e.Data) { At = e.Time }),
            MessageTypes.BakeConfirmed => Open(
                body, ContractsJson.Wire.CloudEventBakeConfirmed, e => new BakeEnded(e.Data) { At = e.Time }),
            MessageTypes.VerdictOverridden => Open(
                body, ContractsJson.Wire.CloudEventVerdictOverridden, e => new Overridden(e.Data) { At = e.Time }),
            MessageTypes.HoldPlaced => Open(
                body, ContractsJson.Wire.CloudEventHoldPlaced, e => new Held(e.Data) { At = e.Time }),
            MessageTypes.HoldReleased => Open(
                body, ContractsJson.Wire.CloudEventHoldReleased, e => new Released(e.Data) { At = e.Time }),
            MessageTypes.FeedbackGiven => Open(
                body, ContractsJson.Wire.CloudEventFeedbackGiven, e => new FeedbackNoted(e.Data) { At = e.Time }),
            _ => null,
        };
    }

    private static VerdictReached VerdictOf(CloudEvent<VerdictIssued> envelope) =>
        new(envelope.Data) { At = envelope.Time };

    private static DeploymentEvent? Open<T>(
        ReadOnlySpan<byte> body, JsonTypeInfo<CloudEvent<T>> form, Func<CloudEvent<T>, DeploymentEvent> read) =>
        JsonSerializer.Deserialize(body, form) is { } envelope ? read(envelope) : null;

    // A person may act twice on one deployment, never twice in one tick of the clock.
    private static string ActId(string deploymentId, string act, DateTimeOffset at) =>
        $"{deploymentId}:{act}:{at.UtcTicks}";
}
