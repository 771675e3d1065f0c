using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Bellwether.Contracts.Deployments;
using Bellwether.Contracts.Points;
using Bellwether.Contracts.Signals;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Contracts.Wire;

/// <summary>The JSON of every message: camelCase, RFC 3339 UTC, 6 significant digits, unknown members
/// ignored.</summary>
/// <remarks>Safe for concurrent use. The order of members is the order of the records, so the same message has the
/// same bytes.</remarks>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(SixDigits), typeof(UtcInstant)],
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(CloudEvent<JsonElement>))]
[JsonSerializable(typeof(CloudEvent<DeploymentStarted>))]
[JsonSerializable(typeof(CloudEvent<DeploymentStepReached>))]
[JsonSerializable(typeof(CloudEvent<DeploymentFinished>))]
[JsonSerializable(typeof(CloudEvent<DeploymentCancelled>))]
[JsonSerializable(typeof(CloudEvent<RollbackCompleted>))]
[JsonSerializable(typeof(CloudEvent<PreflightRequested>))]
[JsonSerializable(typeof(CloudEvent<VerdictOverridden>))]
[JsonSerializable(typeof(CloudEvent<SignalsMasked>))]
[JsonSerializable(typeof(CloudEvent<HoldPlaced>))]
[JsonSerializable(typeof(CloudEvent<HoldReleased>))]
[JsonSerializable(typeof(CloudEvent<FeedbackGiven>))]
[JsonSerializable(typeof(CloudEvent<PreflightAssessed>))]
[JsonSerializable(typeof(CloudEvent<VerdictIssued>))]
[JsonSerializable(typeof(CloudEvent<FleetVerdictIssued>))]
[JsonSerializable(typeof(CloudEvent<EvidenceReported>))]
[JsonSerializable(typeof(CloudEvent<RecoveryAssessed>))]
[JsonSerializable(typeof(CloudEvent<BakeConfirmed>))]
[JsonSerializable(typeof(CloudEvent<AgentHeartbeat>))]
[JsonSerializable(typeof(CloudEvent<DeploymentObserved>))]
[JsonSerializable(typeof(CloudEvent<PointsReported>))]
[JsonSerializable(typeof(PointsTaken))]
[JsonSerializable(typeof(GateAnswer))]
[JsonSerializable(typeof(DeploymentStatus))]
[JsonSerializable(typeof(IReadOnlyList<DeploymentStatus>))]
[JsonSerializable(typeof(IReadOnlyList<SignalStatus>))]
[JsonSerializable(typeof(IReadOnlyList<SignalsMasked>))]
public sealed partial class ContractsJson : JsonSerializerContext
{
    /// <summary>What everything on a wire is written and read with.</summary>
    public static ContractsJson Wire { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new SixDigits(), new UtcInstant() },
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        // Of two decisions in one message, which one holds would be up to the reader.
        AllowDuplicateProperties = false,
        // The bytes are read by people and by hash: no \u0027 for an apostrophe. They are never put into a page
        // unescaped.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
