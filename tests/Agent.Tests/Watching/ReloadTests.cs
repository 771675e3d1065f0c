using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Contracts.Deployments;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Tests.Watching;

public sealed class ReloadTests
{
    [Fact]
    public void A_service_that_nobody_deploys_takes_its_new_plan_at_once_and_keeps_what_it_learned()
    {
        using var agent = WatchedAgent.Experienced();
        agent.Offer(Longer);
        Assert.Equal((1, TimeSpan.FromSeconds(40)), (Plan(agent).Generation, Plan(agent).Policy.Window));
        agent.Run(2);
        Assert.True(Points(agent) > 70, $"{Points(agent)} points are left");
    }

    [Fact]
    public void A_running_watch_keeps_its_plan_and_the_service_takes_the_new_one_when_it_is_closed()
    {
        using var agent = WatchedAgent.Experienced();
        agent.Deploy();
        agent.Run(8);
        agent.Offer(Longer);
        Assert.Equal(["shop"], agent.Room.Waiting);
        agent.RunUntil("shop-2", DeploymentState.Baking, 40);
        Assert.Equal((0, WatchedAgent.Short), (Plan(agent).Generation, agent.Room.Book.Find("shop-2")!.Plan.Policy));
        agent.RunUntil("shop-2", DeploymentState.Closed, 120);
        agent.Run(1);
        Assert.Equal((1, TimeSpan.FromSeconds(40)), (Plan(agent).Generation, Plan(agent).Policy.Window));
        Assert.Single(agent.Verdicts());
        Assert.Equal(Decision.Promote, agent.Verdict().Decision);
    }

    [Fact]
    public void A_deployment_that_takes_the_place_of_another_has_the_new_plan()
    {
        using var agent = WatchedAgent.Experienced();
        agent.Deploy();
        agent.Run(8);
        agent.Offer(Longer);
        agent.Start("shop-3", "3.0");
        Assert.Equal(TimeSpan.FromSeconds(40), agent.Room.Book.Find("shop-3")!.Plan.Policy.Window);
        Assert.Equal(WatchedAgent.Short, agent.Room.Book.Find("shop-2")!.Plan.Policy);
        Assert.Equal(Cause.Superseded, agent.Verdict().Cause);
    }

    [Fact]
    public void Looks_that_were_made_for_the_plan_before_are_dropped()
    {
        using var agent = WatchedAgent.Experienced();
        agent.Offer(Longer);
        for (var i = 0; i < 4; i++)
        {
            agent.Time.Advance(TimeSpan.FromSeconds(1));
            agent.BeSeenByThePlanBefore();
        }

        Assert.Equal(0, Points(agent, 2));
        agent.Run(3);
        Assert.InRange(Points(agent, 3), 1, 3);
    }

    [Fact]
    public void A_service_that_is_gone_is_watched_to_the_end_of_its_deployment()
    {
        using var agent = WatchedAgent.Experienced(services: ["shop", "cart"]);
        agent.Deploy();
        agent.Run(8);
        agent.Offer(plan => plan.Service == "cart" ? plan : null);
        Assert.Equal(2, agent.Room.Plan.Services.Count);
        agent.RunUntil("shop-2", DeploymentState.Closed, 160);
        agent.Run(1);
        Assert.Equal(["cart"], agent.Room.Plan.Services.Select(plan => plan.Service));
        Assert.Equal(Decision.Promote, agent.Verdict().Decision);
    }

    [Fact]
    public void A_deployment_whose_service_is_gone_after_a_restart_ends_as_not_deployed_or_without_data()
    {
        using var agent = WatchedAgent.Experienced(services: ["shop", "cart"]);
        agent.Deploy();
        agent.Run(8);
        agent.RestartWith(plan => plan.Service == "cart" ? plan : null);
        agent.Run(130);
        Assert.Single(agent.Verdicts());
        var verdict = agent.Verdict();
        Assert.Equal(Decision.Inconclusive, verdict.Decision);
        Assert.True(verdict.Cause is Cause.NoData or Cause.Deadline, $"{verdict.Cause}");
    }

    [Fact]
    public void The_same_plan_again_changes_nothing()
    {
        using var agent = WatchedAgent.Experienced();
        agent.Offer(plan => plan);
        Assert.Equal((0, 0), (Plan(agent).Generation, agent.Room.Waiting.Count));
    }

    private static WatchPlan Longer(WatchPlan plan) => plan with
    {
        Policy = plan.Policy with { Window = TimeSpan.FromSeconds(40) },
        Mark = plan.Mark + "'",
    };

    private static WatchPlan Plan(WatchedAgent agent) => agent.Room.Plan.Services[0];

    /// <summary>Points of the last seconds, that is of the last minutes where none are named.</summary>
    private static int Points(WatchedAgent agent, int seconds = 300)
    {
        var points = 0;
        agent.Room.Signals.Walk(
            new() { Service = "shop", Signal = "app.errors", Until = agent.Now, Points = seconds },
            (int _, in Point _, IReadOnlyList<double> _) => points++);
        return points;
    }
}
