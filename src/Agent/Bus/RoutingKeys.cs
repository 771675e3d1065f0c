using System.Text.Json;
using Bellwether.Agent.Journal;
using Bellwether.Agent.Watching;
using Bellwether.Contracts.Wire;

namespace Bellwether.Agent.Bus;

/// <summary>Under which key a record is published: <c>environment.service.decision</c>, or in the place of the decision
/// what the message is.</summary>
/// <remarks>Names of services and environments hold no dot, so each key has three words.</remarks>
internal sealed class RoutingKeys(string environment, Enquiries enquiries)
{
    /// <summary>Stands for a service that no record names.</summary>
    private const string Unknown = "unknown";

    public string Of(JournalRecord record)
    {
        using var document = JsonDocument.Parse(record.Entry.Body);
        var said = document.RootElement.GetProperty("data");
        var service = Text(said, "service") ?? ServiceOf(record.Entry.DeploymentId) ?? Unknown;
        return $"{Text(said, "environment") ?? environment}.{service}.{WordOf(record.Entry.Kind, said)}";
    }

    private static string WordOf(string kind, JsonElement said) => kind switch
    {
        MessageTypes.VerdictIssued => Text(said, "decision")!,
        MessageTypes.FleetVerdictIssued => $"fleet-{Text(said, "decision")}",
        MessageTypes.RecoveryAssessed => "recovery",
        MessageTypes.BakeConfirmed => "bake-confirmed",
        MessageTypes.PreflightAssessed => "preflight",
        MessageTypes.DeploymentObserved => "observed",
        MessageTypes.VerdictOverridden => "override",
        MessageTypes.HoldPlaced => "hold",
        MessageTypes.HoldReleased => "release",
        MessageTypes.FeedbackGiven => "feedback",
        MessageTypes.SignalsMasked => "mask",
        _ => "event",
    };

    private string? ServiceOf(string? deploymentId) =>
        deploymentId is null ? null : enquiries.Find(deploymentId)?.Service;

    private static string? Text(JsonElement said, string name) =>
        said.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
