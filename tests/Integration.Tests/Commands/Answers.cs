using System.Text.Json;
using Bellwether.Contracts.Deployments;
using Bellwether.Contracts.Verdicts;
using Bellwether.Contracts.Wire;

namespace Bellwether.Integration.Tests.Commands;

/// <summary>What an agent would answer.</summary>
internal static class Answers
{
    public static DateTimeOffset Noon { get; } = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    public static GateAnswer Gate(Decision decision, string summary = "as expected") => new()
    {
        DeploymentId = "checkout-8f2c",
        Attempt = 1,
        Phase = Phase.Watch,
        Step = 0,
        Decision = decision,
        Summary = summary,
    };

    public static RecoveryAssessed Recovery(bool recovered) => new()
    {
        DeploymentId = "checkout-8f2c",
        Attempt = 1,
        Service = "checkout",
        Environment = "production",
        Agent = new("host-17", 1, "1.0.0"),
        Recovered = recovered,
        Summary = recovered ? "errors are back to 0.05 %" : "errors are still at 3 %",
        Evidence = [],
        AssessedAt = Noon,
    };

    public static DeploymentStatus Status(string id = "checkout-8f2c") => new()
    {
        DeploymentId = id,
        Attempt = 1,
        Service = "checkout",
        Environment = "production",
        Version = "2.4.1",
        Strategy = Strategy.Replace,
        State = DeploymentState.Announced,
        Step = 0,
        Advisory = false,
        AnnouncedAt = Noon,
        Summary = "waiting for the first sign of 2.4.1",
        Verdicts = [],
    };

    public static PreflightAssessed Preflight(params PreflightReason[] reasons) => new()
    {
        Service = "checkout",
        Environment = "production",
        Agent = new("host-17", 1, "1.0.0"),
        Ready = reasons.Length == 0,
        Reasons = reasons,
        AssessedAt = Noon,
    };

    public static string Json(GateAnswer answer) => JsonSerializer.Serialize(answer, ContractsJson.Wire.GateAnswer);

    public static string Json(DeploymentStatus status) =>
        JsonSerializer.Serialize(status, ContractsJson.Wire.DeploymentStatus);

    public static string Json(PreflightAssessed found) =>
        JsonSerializer.Serialize(found, ContractsJson.Wire.PreflightAssessed);
}
