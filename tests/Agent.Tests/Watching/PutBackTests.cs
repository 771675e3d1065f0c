using Bellwether.Agent.Watching;
using Bellwether.Contracts.Deployments;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Tests.Watching;

/// <summary>A person puts the old version back and tells nobody.</summary>
public sealed class PutBackTests
{
    [Fact]
    public void A_version_that_names_itself_is_seen_to_be_back_and_its_recovery_is_told()
    {
        using var agent = AfterRollback();
        agent.Shop.Errors = 0;
        agent.Shop.Replace("1");
        agent.RunUntil("shop-2", DeploymentState.Closed, 40);
        var closed = agent.Room.Book.Find("shop-2")!;
        Assert.True(closed.RolledBack is { Seen: true, Version: "1" });
        Assert.True(closed.Recovery?.Recovered);
        Assert.Single(agent.Ask.All(10));
        // The tool that did it may say so again.
        agent.RolledBack();
        Assert.Single(agent.Ask.All(10));
    }

    [Fact]
    public void A_start_that_says_it_while_it_recovers_is_the_rollback()
    {
        using var agent = AfterRollback();
        agent.Shop.Errors = 0;
        agent.Shop.Replace("1");
        agent.Run(3);
        Assert.Equal(DeploymentState.Recovering, agent.Status("shop-2").State);
        agent.Start("shop-1-again", version: "1", previous: "2");
        Assert.Equal("shop-1-again", agent.Room.Book.Find("shop-2")!.RolledBack!.StartedAs);
        agent.RunUntil("shop-2", DeploymentState.Closed, 40);
        agent.Start("shop-1-again", version: "1", previous: "2");
        Assert.Single(agent.Ask.All(10));
    }

    [Fact]
    public void A_start_of_it_after_it_did_not_recover_is_a_deployment_of_its_own()
    {
        using var agent = AfterRollback();
        agent.Shop.Replace("1");
        agent.RunUntil("shop-2", DeploymentState.Closed, 60);
        Assert.False(agent.Room.Book.Find("shop-2")!.Recovery!.Recovered);
        agent.Start("shop-1-mended", version: "1", previous: "2");
        Assert.Equal(2, agent.Ask.All(10).Count);
    }

    [Fact]
    public void A_restart_of_the_bad_version_is_no_put_back()
    {
        using var agent = AfterRollback();
        agent.Shop.Replace("2");
        agent.Run(20);
        Assert.Equal(DeploymentState.AwaitingRollback, agent.Status("shop-2").State);
    }

    [Fact]
    public void Without_names_only_a_word_tells_it()
    {
        using var agent = AfterRollback(named: false);
        agent.Shop.Errors = 0;
        agent.Shop.Replace("1");
        agent.Run(20);
        Assert.Equal(DeploymentState.AwaitingRollback, agent.Status("shop-2").State);
    }

    [Fact]
    public void A_later_start_of_that_version_is_a_deployment_of_its_own()
    {
        using var agent = AfterRollback();
        agent.Shop.Errors = 0;
        agent.Shop.Replace("1");
        agent.RunUntil("shop-2", DeploymentState.Closed, 40);
        agent.Deploy("shop-3", version: "3", previous: "1");
        agent.RunUntil("shop-3", DeploymentState.Baking, 60);
        Assert.Equal(AcceptanceKind.Taken, agent.Start("shop-1-again", version: "1", previous: "3").Kind);
    }

    private static WatchedAgent AfterRollback(bool named = true)
    {
        var agent = new WatchedAgent(policy: null);
        agent.Shop.Version = named ? "1" : "";
        agent.Run(75);
        agent.Deploy();
        agent.Shop.Errors = 20;
        agent.RunUntil("shop-2", DeploymentState.AwaitingRollback, 60);
        Assert.Equal(Decision.Rollback, agent.Verdict("shop-2").Decision);
        agent.Run(3);
        return agent;
    }
}
