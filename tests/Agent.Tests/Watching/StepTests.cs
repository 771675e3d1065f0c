using Bellwether.Agent.Watching;
using Bellwether.Contracts.Deployments;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Tests.Watching;

public sealed class StepTests
{
    [Fact]
    public void A_canary_has_a_verdict_a_step_and_bakes_when_it_is_finished()
    {
        using var agent = Canary();
        Assert.Equal(DeploymentState.BetweenSteps, agent.Status().State);
        Assert.Equal("shop-2:host-1:watch:0:1", agent.Verdict().VerdictId);

        Assert.Equal(AcceptanceKind.Taken, agent.Step(1).Kind);
        Assert.Equal(AcceptanceKind.Known, agent.Step(1).Kind);
        Assert.Equal(AcceptanceKind.Conflict, agent.Step(0).Kind);
        Assert.Equal(AcceptanceKind.Conflict, agent.Step(2).Kind);
        Assert.Equal(Decision.Pending, agent.Gate().Decision);
        Assert.Equal(Decision.Promote, agent.Answer(step: 0).Decision);
        Assert.Null(agent.Answer(step: 2));
        agent.RunUntil("shop-2", DeploymentState.BetweenSteps, 40);
        Assert.Equal("shop-2:host-1:watch:1:1", agent.Verdict().VerdictId);

        agent.Finish();
        agent.Run(1);
        Assert.Equal(DeploymentState.Baking, agent.Status().State);
        agent.RunUntil("shop-2", DeploymentState.Closed, 70);
    }

    [Fact]
    public void A_word_on_one_step_says_nothing_of_the_next()
    {
        using var agent = WatchedAgent.Experienced();
        Begin(agent);
        agent.Run(3);
        agent.Override(Decision.Promote);
        Assert.Equal(DeploymentState.BetweenSteps, agent.Status().State);
        agent.Step(1);
        agent.Run(3);
        Assert.Equal((DeploymentState.Watching, Decision.Pending), (agent.Status().State, agent.Gate().Decision));
    }

    [Fact]
    public void Between_steps_only_the_whole_deployments_time_runs()
    {
        using var agent = Canary();
        agent.Time.Advance(WatchedAgent.Short.Deadline);
        agent.Run(1);
        Assert.Equal(AcceptanceKind.Taken, agent.Step(1).Kind);
        agent.RunUntil("shop-2", DeploymentState.BetweenSteps, 40);
        agent.Time.Advance(WatchedAgent.Short.MaxDuration);
        agent.Run(1);
        Assert.Equal(DeploymentState.Closed, agent.Status().State);
    }

    [Fact]
    public void The_whole_deployments_time_ends_a_step_too()
    {
        using var agent = Canary();
        agent.Time.Advance(WatchedAgent.Short.MaxDuration - TimeSpan.FromSeconds(60));
        agent.Step(1);
        agent.Run(1);
        Assert.Equal(Decision.Pending, agent.Gate().Decision);
        agent.Hold();
        agent.Run(60);
        Assert.Equal((Decision.Inconclusive, Cause.Deadline), (agent.Verdict().Decision, agent.Verdict().Cause));
    }

    [Fact]
    public void A_canary_can_be_called_off_between_its_steps()
    {
        using var agent = Canary();
        Assert.Equal(AcceptanceKind.Taken, agent.Watcher.Cancel(new() { DeploymentId = "shop-2" }).Kind);
        Assert.Equal(DeploymentState.Closed, agent.Status().State);
        Assert.Equal(AcceptanceKind.Conflict, agent.Step(1).Kind);
    }

    [Fact]
    public void A_restart_between_steps_keeps_the_steps()
    {
        using var agent = Canary();
        agent.Restart(TimeSpan.FromSeconds(20));
        agent.Run(3);
        Assert.Equal(DeploymentState.BetweenSteps, agent.Status().State);
        agent.Step(1);
        agent.Restart(TimeSpan.FromSeconds(2));
        agent.RunUntil("shop-2", DeploymentState.BetweenSteps, 60);
        Assert.Equal(2, agent.Verdicts().Count);
    }

    private static WatchedAgent Canary()
    {
        var agent = WatchedAgent.Experienced();
        Begin(agent);
        return agent.RunUntil("shop-2", DeploymentState.BetweenSteps, 40);
    }

    private static void Begin(WatchedAgent agent)
    {
        agent.Start(with: start => start with { Strategy = Strategy.Canary });
        agent.Run(2);
        agent.Shop.Replace("2");
        agent.Run(1);
    }
}
