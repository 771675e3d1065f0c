using Bellwether.Contracts.Deployments;
using Bellwether.Contracts.Signals;
using Bellwether.Contracts.Verdicts;
using Bellwether.Contracts.Wire;

namespace Bellwether.Contracts.Tests.Wire;

/// <summary>One message of each kind, every member set.</summary>
internal static class Samples
{
    public static DateTimeOffset Noon { get; } = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    public static AgentIdentity Agent { get; } = new("host-17", 42, "1.0.0");

    public static Evidence Evidence { get; } = new()
    {
        Rule = "latency-p99",
        Signal = "app.latency.p99",
        Outcome = Outcome.Fail,
        Critical = true,
        Method = "placebo",
        Statistic = "rmed",
        Unit = "seconds",
        Baseline = new()
        {
            Kind = "before",
            From = Noon.AddHours(-1),
            To = Noon,
            Points = 60,
            Requests = 21_600,
            Value = 0.12,
        },
        Observed = new()
        {
            From = Noon.AddMinutes(1),
            To = Noon.AddMinutes(15),
            Points = 14,
            Requests = 5_400,
            Value = 0.215_000_4,
        },
        Effect = 0.791_666_6,
        Low = 0.62,
        High = 0.98,
        Detectable = 0.1,
        Strength = 11.4,
        Placebos = 640,
        Exceeded = 0,
        PreExisting = false,
        Cause = Cause.NotExcluded,
        Explanation = "worse than all 640 pretend deployments of this signal (it's \"extrapolated\")",
    };

    public static VerdictIssued Verdict { get; } = new()
    {
        VerdictId = VerdictIssued.IdOf("checkout-8f2c", "host-17", Phase.Watch, step: 0, attempt: 1),
        DeploymentId = "checkout-8f2c",
        Attempt = 1,
        Service = "checkout",
        Environment = "production",
        Agent = Agent,
        Scope = "host-17",
        Instances = ["10.0.0.17:8080"],
        Version = "2.4.1",
        PreviousVersion = "2.4.0",
        ArtifactDigest = "sha256:ab",
        Strategy = Strategy.BlueGreen,
        Phase = Phase.Watch,
        Step = 0,
        T0 = Noon.AddSeconds(1.25),
        Decision = Decision.Inconclusive,
        Cause = Cause.TooLittleTraffic,
        Advisory = true,
        OverriddenBy = "ada@desk",
        Summary = "p99 latency 215 ms, was 120 ms",
        Evidence = [Evidence],
        FalseRollbackBudget = 0.05,
        RollbackSafety = new(false, ["a migration that cannot be undone"]),
        DataCoverage = 0.98,
        PolicyDigest = "sha256:cd",
        JournalHead = "sha256:ef",
        DecidedAt = Noon.AddMinutes(15),
        ValidUntil = Noon.AddMinutes(45),
    };

    public static RecoveryAssessed Recovery { get; } = new()
    {
        DeploymentId = "checkout-8f2c",
        Attempt = 1,
        Service = "checkout",
        Environment = "production",
        Agent = Agent,
        Recovered = true,
        T0 = Noon,
        Summary = "errors are back to 0.05 %",
        Evidence = [Evidence],
        AssessedAt = Noon.AddMinutes(20),
    };

    public static EvidenceReported Progress { get; } = new()
    {
        DeploymentId = "checkout-8f2c",
        Attempt = 1,
        Agent = Agent,
        Phase = Phase.Watch,
        Step = 0,
        Points = 3,
        WindowPoints = 20,
        Evidence = [Evidence],
        ReportedAt = Noon,
    };

    public static SignalsMasked Mask { get; } = new()
    {
        Service = "checkout",
        Environment = "production",
        Kind = MaskKind.Incident,
        From = Noon,
        To = Noon.AddMinutes(30),
        Reason = "the database was full",
        Actor = "ada@desk",
    };

    /// <summary>The envelope as an agent would make it.</summary>
    public static CloudEvent<T> Envelope<T>(string type, T message) => new()
    {
        Id = "checkout-8f2c:host-17:watch:0:1",
        Source = "/bellwether/production/host-17",
        Type = type,
        Subject = "checkout-8f2c",
        Time = Noon,
        TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        Data = message,
    };
}
