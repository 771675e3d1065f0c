using Bellwether.Agent.Watching;
using Bellwether.Contracts.Deployments;
using Bellwether.Contracts.Verdicts;
using Bellwether.Contracts.Wire;

namespace Bellwether.Agent.Tests.Watching;

public sealed class OverlapTests
{
    [Fact]
    public void A_new_start_supersedes_an_open_watch()
    {
        using var agent = WatchedAgent.Experienced();
        agent.Deploy();
        agent.Run(5);
        agent.Start("shop-3", "3", "2");
        Assert.Equal((Decision.Inconclusive, Cause.Superseded), (agent.Verdict().Decision, agent.Verdict().Cause));
        Assert.Contains("shop-3", agent.Verdict().Summary, StringComparison.Ordinal);
        Assert.Equal(DeploymentState.Closed, agent.Status().State);
        Assert.Equal(DeploymentState.Announced, agent.Status("shop-3").State);
    }

    [Fact]
    public void A_new_start_ends_a_bake_and_leaves_its_promote()
    {
        using var agent = WatchedAgent.Experienced();
        agent.Deploy();
        agent.RunUntil("shop-2", DeploymentState.Baking);
        agent.Start("shop-3", "3", "2");
        Assert.Equal(DeploymentState.Closed, agent.Status().State);
        Assert.Equal(Decision.Promote, agent.Gate().Decision);
        Assert.Single(agent.Verdicts());
    }

    [Fact]
    public void A_cancelled_deployment_is_inconclusive_at_once()
    {
        using var agent = WatchedAgent.Experienced();
        agent.Deploy();
        var cancelled = new DeploymentCancelled { DeploymentId = "shop-2", Reason = "wrong branch" };
        Assert.Equal(AcceptanceKind.Taken, agent.Watcher.Cancel(cancelled).Kind);
        Assert.Equal((Decision.Inconclusive, Cause.Cancelled), (agent.Verdict().Decision, agent.Verdict().Cause));
        Assert.Equal(AcceptanceKind.Known, agent.Watcher.Cancel(cancelled).Kind);
    }

    [Fact]
    public void A_start_under_an_open_id_is_the_same_deployment()
    {
        using var agent = WatchedAgent.Experienced();
        agent.Deploy();
        Assert.Equal(AcceptanceKind.Known, agent.Start().Kind);
        Assert.Equal(AcceptanceKind.Conflict, agent.Start(version: "7").Kind);
    }

    [Fact]
    public void A_start_under_a_closed_id_is_refused_unless_its_attempt_is_higher()
    {
        using var agent = WatchedAgent.Experienced();
        agent.Start();
        agent.Watcher.Cancel(new() { DeploymentId = "shop-2" });
        var refused = agent.Start();
        Assert.Equal(AcceptanceKind.Conflict, refused.Kind);
        Assert.Contains("--attempt 2", refused.Problem, StringComparison.Ordinal);

        agent.Deploy(with: start => start with { Attempt = 2 });
        agent.RunUntil("shop-2", DeploymentState.Baking);
        Assert.Equal((2, "shop-2:host-1:watch:0:2"), (agent.Verdict().Attempt, agent.Verdict().VerdictId));
        Assert.Equal(2, agent.Verdicts().Count);
    }

    [Fact]
    public void A_higher_attempt_of_an_open_deployment_supersedes_it()
    {
        using var agent = WatchedAgent.Experienced();
        agent.Deploy();
        Assert.Equal(AcceptanceKind.Taken, agent.Start(with: start => start with { Attempt = 2 }).Kind);
        Assert.Contains("\"superseded\"", Assert.Single(agent.Verdicts()), StringComparison.Ordinal);
        Assert.Equal((2, DeploymentState.Announced), (agent.Status().Attempt, agent.Status().State));
    }

    [Fact]
    public void A_start_of_the_previous_version_after_a_rollback_is_the_rollback_carried_out_even_when_said_twice()
    {
        using var agent = RolledBack();
        Assert.Equal("shop-2", agent.Start("back", "1", "2").Deployment!.Id);
        Assert.Equal(DeploymentState.Recovering, agent.Status().State);
        var again = agent.Start("back", "1", "2");
        Assert.Equal((AcceptanceKind.Known, "shop-2"), (again.Kind, again.Deployment!.Id));
        Assert.Equal(DeploymentState.Recovering, agent.Status().State);
        Assert.Null(agent.Ask.Find("back"));
    }

    [Fact]
    public void An_hour_after_a_rollback_a_start_of_the_previous_version_is_a_deployment_of_its_own()
    {
        using var agent = RolledBack();
        agent.Time.Advance(TimeSpan.FromMinutes(61));
        agent.Round();
        Assert.Equal(DeploymentState.Closed, agent.Status().State);
        Assert.Equal("back", agent.Start("back", "1", "2").Deployment!.Id);
    }

    [Fact]
    public void A_rollback_after_which_all_is_well_is_recovered()
    {
        using var agent = RolledBack();
        agent.Shop.Replace("1");
        agent.Shop.Errors = 0;
        agent.Run(1);
        Assert.Equal(AcceptanceKind.Taken, agent.RolledBack(version: "1").Kind);
        Assert.Equal(AcceptanceKind.Known, agent.RolledBack(version: "1").Kind);
        agent.RunUntil("shop-2", DeploymentState.Closed, 30);
        Assert.True(agent.Status().Recovery!.Recovered);
        Assert.Equal(Decision.Promote, agent.Answer(phase: Phase.Recovery).Decision);
        Assert.Single(agent.Journaled(MessageTypes.RecoveryAssessed));
    }

    [Fact]
    public void A_rollback_after_which_it_is_still_sick_is_not_recovered()
    {
        using var agent = RolledBack();
        agent.Shop.Replace("1");
        agent.Run(1);
        agent.RolledBack();
        agent.RunUntil("shop-2", DeploymentState.Closed, 60);
        Assert.False(agent.Status().Recovery!.Recovered);
        Assert.Equal(Decision.Rollback, agent.Answer(phase: Phase.Recovery).Decision);
    }

    [Fact]
    public void A_rollback_that_nobody_says_was_carried_out_is_closed_after_an_hour()
    {
        using var agent = RolledBack();
        agent.Time.Advance(TimeSpan.FromMinutes(58));
        agent.Round();
        Assert.Equal(DeploymentState.AwaitingRollback, agent.Status().State);
        agent.Time.Advance(TimeSpan.FromMinutes(3));
        agent.Round();
        Assert.Equal(DeploymentState.Closed, agent.Status().State);
        Assert.Equal(Decision.Rollback, agent.Gate().Decision);
        Assert.Equal(Decision.Inconclusive, agent.Answer(phase: Phase.Recovery).Decision);
    }

    [Fact]
    public void A_rollback_is_not_carried_out_before_it_was_said()
    {
        using var agent = WatchedAgent.Experienced();
        agent.Deploy();
        Assert.Equal(AcceptanceKind.Conflict, agent.RolledBack().Kind);
        Assert.Equal(AcceptanceKind.NotFound, agent.RolledBack("unknown").Kind);
    }

    [Fact]
    public void A_version_that_came_before_its_late_announcement_is_found()
    {
        using var agent = WatchedAgent.Experienced();
        var began = agent.Now;
        agent.Run(1);
        agent.Shop.Replace("2");
        agent.Run(4);
        agent.Start(with: start => start with { StartedAt = began });
        agent.Run(2);
        Assert.Equal(DeploymentState.Watching, agent.Status().State);
        Assert.True(agent.Status().T0 < began.AddSeconds(3));
    }

    private static WatchedAgent RolledBack()
    {
        var agent = WatchedAgent.Experienced();
        agent.Deploy();
        agent.Shop.Errors = 10;
        return agent.RunUntil("shop-2", DeploymentState.AwaitingRollback, 30);
    }
}
