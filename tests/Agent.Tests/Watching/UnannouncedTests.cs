using Bellwether.Agent.Sampling;
using Bellwether.Contracts.Deployments;
using Bellwether.Contracts.Verdicts;
using Bellwether.Contracts.Wire;
using Bellwether.Probes;

namespace Bellwether.Agent.Tests.Watching;

public sealed class UnannouncedTests
{
    [Fact]
    public void A_restart_that_nobody_announced_is_journaled_masked_and_watched_in_observe_mode()
    {
        using var agent = WatchedAgent.Experienced();
        agent.Shop.Replace("2");
        agent.Run(3);
        var status = Assert.Single(agent.Ask.All(10));
        Assert.True(status is { Unannounced: true, Advisory: true, State: DeploymentState.Watching });
        Assert.StartsWith("observed-shop-", status.DeploymentId, StringComparison.Ordinal);
        Assert.Single(agent.Journaled(MessageTypes.DeploymentObserved));
        var masked = agent.Room.Signals.Snapshot(new() { Service = "shop", AnnouncedAt = agent.Now })
            .Signals["app.requests"].Before.Points[^1];
        Assert.True(masked.Masked);

        agent.Shop.Errors = 20;
        agent.RunUntil(status.DeploymentId, DeploymentState.Closed, 60);
        Assert.Equal((Decision.Rollback, true), (agent.Verdict(
            status.DeploymentId).Decision, agent.Verdict(status.DeploymentId).Advisory));
        Assert.Null(agent.Ask.Gate("shop", WatchedAgent.Environment, "unknown", null));
    }

    [Fact]
    public void A_restart_within_a_deployment_belongs_to_it()
    {
        using var agent = WatchedAgent.Experienced();
        agent.Deploy();
        agent.RunUntil("shop-2", DeploymentState.Baking);
        agent.Shop.Replace("2");
        agent.Run(3);
        Assert.Single(agent.Ask.All(10));
    }

    [Fact]
    public void The_restart_of_a_rollback_that_is_being_carried_out_is_no_deployment()
    {
        using var agent = WatchedAgent.Experienced();
        agent.Deploy();
        agent.Shop.Errors = 10;
        agent.RunUntil("shop-2", DeploymentState.AwaitingRollback, 30);
        agent.Shop.Errors = 0;
        agent.Shop.Replace("1");
        agent.Run(3);
        agent.RolledBack();
        agent.RunUntil("shop-2", DeploymentState.Closed, 30);
        agent.Run(3);
        Assert.Single(agent.Ask.All(10));
    }

    [Fact]
    public void A_sign_that_is_told_a_round_late_is_not_missed()
    {
        using var agent = WatchedAgent.Experienced();
        var began = agent.Now;
        agent.Time.Advance(TimeSpan.FromMilliseconds(100));
        agent.Round();
        // The look began before that round and ended after it.
        agent.Room.Signals.Take(new SampledLook(
            "shop", "box", "box", TargetGroup.Treated, began, TimeSpan.FromMilliseconds(300),
            Look.Good() with { Sighting = new Sighting { ProcessId = 4711, Alive = true } }));
        agent.Time.Advance(TimeSpan.FromMilliseconds(300));
        agent.Round();
        Assert.Single(agent.Ask.All(10));
    }

    [Fact]
    public void A_sign_is_one_deployment_however_often_the_rounds_go()
    {
        using var agent = WatchedAgent.Experienced();
        agent.Shop.Replace("2");
        agent.Run(200);
        Assert.Single(agent.Ask.All(10));
        Assert.Equal(DeploymentState.Closed, agent.Ask.All(10)[0].State);
    }

    [Fact]
    public void Two_services_with_long_names_that_restart_together_are_two_deployments()
    {
        var (one, two) = ("checkout-service-of-the-shop-in-berlin", "checkout-service-of-the-shop-in-bremen");
        using var agent = WatchedAgent.Experienced(services: [one, two]);
        agent.Services[one].Replace("2");
        agent.Services[two].Replace("2");
        agent.Run(2);
        Assert.Equal([one, two], agent.Ask.All(10).Select(d => d.Service).Order());
    }

    [Fact]
    public void A_start_takes_the_place_of_what_was_only_observed()
    {
        using var agent = WatchedAgent.Experienced();
        agent.Shop.Replace("2");
        agent.Run(3);
        agent.Start();
        Assert.Equal(2, agent.Ask.All(10).Count);
        Assert.Equal(DeploymentState.Announced, agent.Status().State);
    }

    [Theory]
    // The change names the version that is announced only now: t0 is its first sign.
    [InlineData("1", "2", 5, true)]
    [InlineData("1", "2", 25, true)]
    // Longer than a window ago: it may be deployed once more.
    [InlineData("1", "2", 40, false)]
    // It names none: what it did is not held against the service before, but t0 waits for the word.
    [InlineData("", "", 5, false)]
    public void A_bad_version_that_is_announced_after_it_came_is_rolled_back(
        string old, string young, int late, bool named)
    {
        using var agent = new WatchedAgent(policy: null);
        agent.Shop.Version = old;
        agent.Run(75);
        agent.Shop.Replace(young);
        var came = agent.Now;
        agent.Shop.Errors = 20;
        agent.Run(late);
        agent.Start();
        agent.Finish();
        agent.RunUntil("shop-2", DeploymentState.AwaitingRollback, 60);
        var verdict = agent.Verdict();
        Assert.Equal(Decision.Rollback, verdict.Decision);
        Assert.Equal(named, verdict.T0 <= came.AddSeconds(2));
    }

    [Fact]
    public void A_change_that_names_another_version_is_not_what_is_announced()
    {
        using var agent = new WatchedAgent(policy: null);
        agent.Shop.Version = "1";
        agent.Run(75);
        agent.Shop.Replace("1.5");
        agent.Run(5);
        agent.Start();
        agent.Run(3);
        Assert.Equal(DeploymentState.Announced, agent.Status().State);
        Assert.Null(agent.Room.Book.Find("shop-2")!.ChangedAt);
    }

    [Fact]
    public void A_restart_of_the_same_version_is_not_what_is_announced_later()
    {
        using var agent = new WatchedAgent(policy: null);
        agent.Shop.Version = "2";
        agent.Run(75);
        agent.Shop.Replace("2");
        agent.Run(25);
        var announced = agent.Now;
        agent.Start();
        agent.Run(2);
        Assert.Equal(DeploymentState.Announced, agent.Status().State);
        agent.Shop.Replace("2");
        agent.Run(2);
        agent.Finish();
        agent.RunUntil("shop-2", DeploymentState.Baking, 60);
        Assert.True(agent.Verdict().T0 > announced);
    }
}
