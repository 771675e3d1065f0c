using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Watching;
using Bellwether.Contracts.Deployments;
using Bellwether.Contracts.Signals;
using Bellwether.Contracts.Verdicts;
using Bellwether.Contracts.Wire;

namespace Bellwether.Agent.Tests.Watching;

public sealed class HumanHandTests
{
    [Fact]
    public void An_override_before_the_verdict_is_the_verdict()
    {
        using var agent = WatchedAgent.Experienced();
        agent.Deploy();
        Assert.Equal(AcceptanceKind.Taken, agent.Override(Decision.Rollback).Kind);
        var verdict = agent.Verdict();
        Assert.Equal((Decision.Rollback, "ada"), (verdict.Decision, verdict.OverriddenBy));
        Assert.Contains("seen on the dashboard", verdict.Summary, StringComparison.Ordinal);
        Assert.Single(agent.Journaled(MessageTypes.VerdictOverridden));
        Assert.Equal(AcceptanceKind.Known, agent.Override(Decision.Rollback).Kind);
    }

    [Fact]
    public void An_override_after_the_verdict_changes_the_answer_and_not_the_verdict()
    {
        using var agent = Promoted();
        agent.Override(Decision.Rollback);
        var answer = agent.Gate();
        Assert.Equal((Decision.Rollback, Decision.Promote), (answer.Decision, answer.Verdict!.Decision));
        Assert.Contains("overridden by ada", answer.Summary, StringComparison.Ordinal);
        Assert.Contains("the verdict was promote", answer.Note, StringComparison.Ordinal);
        Assert.Equal(DeploymentState.AwaitingRollback, agent.Status().State);
        Assert.Equal("rollback by ada: seen on the dashboard", agent.Status().Overridden);
        Assert.Single(agent.Verdicts());
    }

    [Fact]
    public void A_promote_in_spite_of_what_failed_is_not_taken_back_for_the_same()
    {
        using var agent = WatchedAgent.Experienced();
        agent.Deploy();
        agent.Shop.Errors = 30;
        agent.RunUntil("shop-2", DeploymentState.AwaitingRollback, 60);
        agent.Override(Decision.Promote);
        agent.RunUntil("shop-2", DeploymentState.Closed, 90);
        Assert.Single(agent.Verdicts());
        Assert.Equal(Decision.Promote, agent.Gate().Decision);
    }

    [Fact]
    public void A_promote_in_spite_of_what_failed_is_taken_back_for_something_else()
    {
        using var agent = WatchedAgent.Experienced();
        agent.Deploy();
        agent.Shop.Errors = 30;
        agent.RunUntil("shop-2", DeploymentState.AwaitingRollback, 60);
        agent.Override(Decision.Promote);
        agent.Run(5);
        agent.Shop.Down = true;
        agent.RunUntil("shop-2", DeploymentState.AwaitingRollback, 60);
        Assert.Equal((Phase.Bake, Decision.Rollback), (agent.Verdict().Phase, agent.Verdict().Decision));
    }

    [Fact]
    public void A_rollback_that_a_person_decides_late_has_its_own_hour()
    {
        using var agent = Promoted();
        agent.RunUntil("shop-2", DeploymentState.Closed, 90);
        agent.Time.Advance(TimeSpan.FromHours(2));
        agent.Override(Decision.Rollback);
        agent.Run(2);
        Assert.Equal(DeploymentState.AwaitingRollback, agent.Status().State);
        Assert.Equal("shop-2", agent.Start("back", "1", "2").Deployment!.Id);
        agent.Shop.Replace("1");
        agent.RunUntil("shop-2", DeploymentState.Closed, 40);
        Assert.True(agent.Status().Recovery!.T0 > agent.Verdict().DecidedAt.AddHours(2));
    }

    [Fact]
    public void A_promote_that_a_person_decides_late_bakes_from_then_on()
    {
        using var agent = WatchedAgent.Experienced();
        agent.Deploy();
        agent.Shop.PageGone = true;
        agent.RunUntil("shop-2", DeploymentState.Closed, 60);
        agent.Shop.PageGone = false;
        agent.Run(120);
        agent.Override(Decision.Promote);
        agent.Run(30);
        Assert.Equal((DeploymentState.Baking, Decision.Promote), (agent.Status().State, agent.Gate().Decision));
        agent.RunUntil("shop-2", DeploymentState.Closed, 40);
    }

    [Fact]
    public void A_word_on_a_deployment_whose_place_was_taken_does_not_open_it_again()
    {
        using var agent = WatchedAgent.Experienced();
        agent.Deploy();
        agent.Start("shop-3", "3", "2");
        agent.Override(Decision.Promote);
        Assert.Equal((DeploymentState.Closed, Decision.Promote), (agent.Status().State, agent.Gate().Decision));
        agent.Run(3);
        Assert.Equal(DeploymentState.Announced, agent.Status("shop-3").State);
    }

    [Fact]
    public void In_observe_mode_a_persons_word_is_no_advice()
    {
        using var agent = WatchedAgent.Experienced(mode: Mode.Observe);
        agent.Deploy();
        agent.Override(Decision.Rollback);
        Assert.Equal(Decision.Rollback, agent.Gate().Decision);
    }

    [Fact]
    public void In_observe_mode_a_person_can_make_the_advice_binding()
    {
        using var agent = WatchedAgent.Experienced(mode: Mode.Observe);
        agent.Deploy();
        agent.Shop.Errors = 10;
        agent.RunUntil("shop-2", DeploymentState.AwaitingRollback, 30);
        Assert.Equal(Decision.Promote, agent.Gate().Decision);
        Assert.Equal(AcceptanceKind.Taken, agent.Override(Decision.Rollback).Kind);
        Assert.Equal(Decision.Rollback, agent.Gate().Decision);
    }

    [Fact]
    public void A_word_holds_as_long_as_a_verdict_does()
    {
        using var agent = Promoted();
        agent.Time.Advance(TimeSpan.FromHours(23));
        agent.Override(Decision.Rollback);
        agent.Time.Advance(TimeSpan.FromHours(23));
        Assert.Equal(Decision.Rollback, agent.Gate().Decision);
        agent.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(Decision.Inconclusive, agent.Gate().Decision);
    }

    [Fact]
    public void A_held_watch_decides_nothing_on_the_points_until_it_is_released()
    {
        using var agent = WatchedAgent.Experienced();
        agent.Deploy();
        Assert.Equal(AcceptanceKind.Taken, agent.Hold().Kind);
        Assert.Equal(AcceptanceKind.Known, agent.Hold().Kind);
        agent.Shop.Errors = 10;
        agent.Run(40);
        Assert.Equal(DeploymentState.Watching, agent.Status().State);
        Assert.Equal("ada: wait for me", agent.Status().Held);
        Assert.Contains("held by ada", agent.Answer().Summary, StringComparison.Ordinal);
        agent.Release();
        agent.Run(1);
        Assert.Equal(Decision.Rollback, agent.Verdict().Decision);
    }

    [Fact]
    public void The_deadline_ends_a_held_watch()
    {
        using var agent = WatchedAgent.Experienced();
        agent.Deploy();
        agent.Hold();
        agent.RunUntil("shop-2", DeploymentState.Closed, 125);
        Assert.Equal(Cause.Deadline, agent.Verdict().Cause);
    }

    [Fact]
    public void A_promote_is_not_withdrawn_against_a_hold()
    {
        using var agent = Promoted();
        agent.Hold();
        agent.Shop.Alive = false;
        agent.Run(5);
        Assert.Equal(DeploymentState.Baking, agent.Status().State);
        agent.Release();
        agent.Run(1);
        Assert.Equal(DeploymentState.AwaitingRollback, agent.Status().State);
        Assert.Equal("shop-2:host-1:bake:0:1", agent.Verdict().VerdictId);
        Assert.Equal((Decision.Rollback, Phase.Bake), (agent.Gate().Decision, agent.Gate().Phase));
    }

    [Fact]
    public void Feedback_is_taken_once_there_is_a_verdict()
    {
        using var agent = WatchedAgent.Experienced();
        agent.Deploy();
        var feedback = new FeedbackGiven
        {
            DeploymentId = "shop-2",
            Kind = FeedbackKind.FalseAlarm,
            Reason = "a load test",
            Actor = "ada",
        };
        Assert.Equal(AcceptanceKind.Conflict, agent.Watcher.Feedback(feedback).Kind);
        agent.Override(Decision.Rollback);
        Assert.Equal(AcceptanceKind.Taken, agent.Watcher.Feedback(feedback).Kind);
        Assert.Contains("a load test", Assert.Single(
            agent.Journaled(MessageTypes.FeedbackGiven)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "ada")]
    [InlineData("because", "")]
    [InlineData("because", "  ")]
    public void Who_decides_says_who_and_why(string reason, string actor)
    {
        using var agent = new WatchedAgent();
        agent.Start();
        var hold = new HoldPlaced { DeploymentId = "shop-2", Reason = reason, Actor = actor };
        Assert.Equal(AcceptanceKind.Invalid, agent.Watcher.Hold(hold).Kind);
    }

    [Fact]
    public void Masked_time_is_no_example_of_normal_also_after_a_restart()
    {
        using var agent = WatchedAgent.Experienced();
        var mask = new SignalsMasked
        {
            Service = "shop",
            Environment = WatchedAgent.Environment,
            Kind = MaskKind.Incident,
            From = agent.Now.AddSeconds(-60),
            To = agent.Now,
            Reason = "the network",
            Actor = "ada",
        };
        Assert.Null(agent.Masks.Mask(mask));
        Assert.Contains(Preflight(agent).Reasons, reason => reason.Code == "no-baseline");
        agent.Restart(TimeSpan.FromSeconds(1));
        Assert.Equal(mask.From, Assert.Single(agent.Ask.Masks()).From);
        Assert.Contains(Preflight(agent).Reasons, reason => reason.Code == "no-baseline");
        Assert.NotNull(agent.Masks.Mask(mask with { To = mask.From }));
        Assert.NotNull(agent.Masks.Mask(mask with { To = mask.From.AddDays(15) }));
        Assert.NotNull(agent.Masks.Mask(mask with { Service = "unknown" }));
        Assert.NotNull(agent.Masks.Mask(mask with { Reason = " " }));
    }

    [Fact]
    public void A_watched_version_is_masked_until_it_was_promoted()
    {
        using var agent = WatchedAgent.Experienced();
        agent.Deploy();
        agent.RunUntil("shop-2", DeploymentState.Baking);
        var promoted = agent.Verdict().DecidedAt;
        agent.Run(5);
        var after = agent.Room.Signals.Snapshot(new() { Service = "shop", AnnouncedAt = agent.Now })
            .Signals["app.requests"].Before;
        Assert.True(after.Points.Count > 85);
        for (var i = 0; i < after.Points.Count; i++)
        {
            if (after.At(i + 1) <= agent.Status().AnnouncedAt || after.At(
                i) >= promoted) Assert.False(after.Points[i].Masked);
            else Assert.True(after.Points[i].Masked);
        }
    }

    [Fact]
    public void A_preflight_is_ready_only_with_a_baseline_and_without_an_open_deployment()
    {
        using var agent = new WatchedAgent();
        agent.Run(5);
        Assert.Contains(Preflight(agent).Reasons, reason => reason.Code == "no-baseline");
        agent.Run(70);
        Assert.Empty(Preflight(agent).Reasons);
        Assert.True(Preflight(agent).Ready);
        agent.Start();
        Assert.Equal("deployment-open", Assert.Single(Preflight(agent).Reasons).Code);
        Assert.Null(agent.Ask.Preflight(new() { Service = "unknown", Environment = WatchedAgent.Environment }));
    }

    private static PreflightAssessed Preflight(WatchedAgent agent) =>
        agent.Ask.Preflight(new() { Service = "shop", Environment = WatchedAgent.Environment })!;

    private static WatchedAgent Promoted()
    {
        var agent = WatchedAgent.Experienced();
        agent.Deploy();
        return agent.RunUntil("shop-2", DeploymentState.Baking);
    }
}
