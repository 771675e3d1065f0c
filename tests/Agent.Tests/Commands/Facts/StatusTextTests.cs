using Bellwether.Agent.Commands.Facts;
using Bellwether.Contracts.Deployments;

namespace Bellwether.Agent.Tests.Commands.Facts;

public sealed class StatusTextTests
{
    private static readonly DeploymentStatus Status = new()
    {
        DeploymentId = "d",
        Attempt = 1,
        Service = "shop",
        Environment = "production",
        Version = "2",
        Strategy = Strategy.Replace,
        State = DeploymentState.AwaitingRollback,
        Step = 0,
        Advisory = false,
        AnnouncedAt = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero),
        Summary = "as a person said",
        Verdicts = [],
    };

    [Fact]
    public void It_says_who_decided_in_the_agent_s_place() => Assert.Contains(
        "overridden  rollback by ada: seen on the dashboard",
        StatusText.Of(Status with { Overridden = "rollback by ada: seen on the dashboard" }), StringComparison.Ordinal);

    [Fact]
    public void It_says_nothing_of_it_where_nobody_did() =>
        Assert.DoesNotContain("overridden", StatusText.Of(Status), StringComparison.Ordinal);
}
