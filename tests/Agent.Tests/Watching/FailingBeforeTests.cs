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

    private static WatchedAgent DownWhileObserved()
    {
        var agent = WatchedAgent.Experienced();
        agent.Shop.Replace("2");
        agent.Run(8);
        agent.Shop.Down = true;
        agent.Run(8);
        return agent;
    }
}
