using Bellwether.Agent.Journal;
using Bellwether.Agent.Watching.Replaying;
using Bellwether.Contracts.Deployments;
using Bellwether.Contracts.Signals;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Tests.Watching;

/// <summary>What failed while another deployment was open, and so masked, was failing all the same.</summary>
public sealed class FailingBeforeTests
{
    [Fact]
    public void A_server_that_died_while_an_observed_deployment_was_open_is_told_by_preflight()
    {
        using var agent = DownWhileObserved();
        var preflight = agent.Ask.Preflight(new() { Service = "shop", Environment = WatchedAgent.Environment })!;
        Assert.Contains(preflight.Reasons, reason => reason is { Code: "already-failing", Signal: "home.up" });
    }

    [Fact]
    public void And_is_not_blamed_on_the_next_deployment()
    {
        using var agent = DownWhileObserved();
        agent.Deploy();
        agent.Shop.Down = true;
        agent.RunUntil("shop-2", DeploymentState.Closed, 60);
        Assert.Equal((Decision.Inconclusive, (Cause?)Cause.PreExisting),
            (agent.Verdict("shop-2").Decision, agent.Verdict("shop-2").Cause));
        Assert.All(VerdictReplay.Of(JournalFolder.OfDeployment(agent.Folder, "shop-2")),
            of => Assert.Equal(ReplayOutcome.Same, of.Outcome));
    }

    [Fact]
    public void Errors_of_an_incident_are_not_blamed_on_the_deployment_that_comes_amid_it()
    {
        using var agent = WatchedAgent.Experienced();
        agent.Run(120);
        agent.Shop.Errors = 40;
        agent.Run(10);
        var preflight = agent.Ask.Preflight(new() { Service = "shop", Environment = WatchedAgent.Environment })!;
        Assert.Contains(preflight.Reasons, reason => reason is { Code: "already-failing", Signal: "app.errors" });
        agent.Deploy();
        agent.RunUntil("shop-2", DeploymentState.Closed, 60);
        Assert.Equal((Decision.Inconclusive, (Cause?)Cause.PreExisting),
            (agent.Verdict("shop-2").Decision, agent.Verdict("shop-2").Cause));
    }

    [Theory]
    // The incident is part of what is known of the service: how calm it is now cannot be bounded.
    [InlineData(false, Decision.Inconclusive)]
    [InlineData(true, Decision.Promote)]
    public void A_deployment_that_ends_an_incident_is_promoted_where_a_person_masked_it(bool masked, Decision decision)
    {
        using var agent = WatchedAgent.Experienced();
        agent.Run(120);
        var began = agent.Now;
        agent.Shop.Errors = 40;
        agent.Run(10);
        if (masked)
            Assert.Null(agent.Masks.Mask(new()
            {
                Service = "shop",
                Environment = WatchedAgent.Environment,
                Kind = MaskKind.Incident,
                From = began,
                To = agent.Now,
                Reason = "a bad disk",
                Actor = "anna",
            }));
        agent.Deploy();
        agent.Shop.Errors = 0;
        agent.Run(60);
        Assert.Equal(decision, agent.Verdict("shop-2").Decision);
    }

    [Fact]
    public void A_bad_version_that_is_tried_again_does_not_excuse_itself()
    {
        using var agent = WatchedAgent.Experienced();
        agent.Deploy();
        agent.Shop.Errors = 20;
        agent.RunUntil("shop-2", DeploymentState.AwaitingRollback, 60);
        agent.Deploy("shop-2-again");
        agent.Shop.Errors = 20;
        agent.RunUntil("shop-2-again", DeploymentState.AwaitingRollback, 60);
        Assert.Equal(Decision.Rollback, agent.Verdict("shop-2-again").Decision);
    }

    [Fact]
    public void A_version_that_carries_on_what_the_one_it_superseded_began_is_rolled_back()
    {
        using var agent = WatchedAgent.Experienced();
        agent.Run(60);
        agent.Deploy();
        agent.Shop.Errors = 20;
        agent.Run(4);
        agent.Deploy("shop-3", version: "3", previous: "2");
        agent.Shop.Errors = 20;
        agent.RunUntil("shop-3", DeploymentState.AwaitingRollback, 60);
        Assert.Equal(Decision.Rollback, agent.Verdict("shop-3").Decision);
    }

    [Fact]
    public void What_was_mended_before_the_new_version_came_is_no_excuse_for_it()
    {
        using var agent = WatchedAgent.Experienced();
        agent.Run(120);
        agent.Shop.Errors = 30;
        agent.Run(10);
        agent.Start();
        agent.Run(3);
        agent.Shop.Errors = 0;
        agent.Run(10);
        agent.Shop.Replace("2");
        agent.Shop.Errors = 30;
        agent.Run(1);
        agent.Finish();
        agent.RunUntil("shop-2", DeploymentState.AwaitingRollback, 60);
        Assert.Equal(Decision.Rollback, agent.Verdict().Decision);
    }

    [Fact]
    public void Refusals_of_a_replacement_that_was_superseded_excuse_nobody()
    {
        using var agent = WatchedAgent.Experienced();
        agent.Start("shop-1b", version: "1b");
        agent.Run(2);
        agent.Shop.Down = true;
        agent.Run(6);
        agent.Start();
        agent.Run(2);
        agent.Shop.Replace("2");
        agent.Run(1);
        agent.Finish();
        agent.RunUntil("shop-2", DeploymentState.AwaitingRollback, 60);
        Assert.Equal(Decision.Rollback, agent.Verdict().Decision);
    }

    private static WatchedAgent DownWhileObserved()
    {
        var agent = WatchedAgent.Experienced();
        agent.Shop.Replace("2");
        agent.Run(8);
        agent.Shop.Down = true;
        // Longer than a replacement may take: until then nobody can tell.
        agent.Run(14);
        return agent;
    }
}
