using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Contracts.Deployments;

namespace Bellwether.Agent.Tests.Watching;

public sealed class ThirdVersionTests
{
    [Fact]
    public void A_version_that_nobody_announced_in_the_place_of_the_watched_one_is_still_seen()
    {
        using var agent = WatchedAgent.Experienced();
        agent.Shop.Version = "1";
        agent.Run(3);
        agent.Deploy();
        agent.Run(3);
        agent.Shop.Replace("3");
        agent.Run(6);
        Assert.InRange(Points(agent, 5), 3, 5);
    }

    [Fact]
    public void It_is_seen_after_a_rollback_that_nobody_carried_out_as_well()
    {
        using var agent = WatchedAgent.Experienced();
        agent.Shop.Version = "1";
        agent.Run(3);
        agent.Start();
        agent.Run(2);
        agent.Shop.Replace("2");
        agent.Shop.Errors = 60;
        agent.RunUntil("shop-2", DeploymentState.AwaitingRollback, 60);
        agent.Shop.Replace("3");
        agent.Run(6);
        Assert.InRange(Points(agent, 5), 3, 5);
    }

    private static int Points(WatchedAgent agent, int seconds)
    {
        var points = 0;
        agent.Room.Signals.Walk(
            new() { Service = "shop", Signal = "app.errors", Until = agent.Now, Points = seconds },
            (int _, in Point _, IReadOnlyList<double> _) => points++);
        return points;
    }
}
