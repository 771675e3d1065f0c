using Bellwether.Agent.Journal;
using Bellwether.Agent.Storage.History;
using Bellwether.Agent.Watching;
using Bellwether.Contracts.Deployments;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Tests.Watching;

/// <summary>Two days of points of a minute, a deployment, and the placebo judge.</summary>
public sealed class LearningTests
{
    [Fact]
    public void A_load_that_doubles_is_rolled_back_by_the_placebo_judge()
    {
        using var agent = TwoDays.Agent();
        TwoDays.Deploy(agent, factor: 2);
        TwoDays.RunUntil(agent, DeploymentState.AwaitingRollback);
        var verdict = agent.Verdict();
        var evidence = verdict.Evidence.First(of => of.Rule == "load");
        Assert.Equal((Outcome.Fail, "placebo"), (evidence.Outcome, evidence.Method));
        Assert.InRange(evidence.Effect!.Value, 0.8, 1.2);
        Assert.Equal(0, evidence.Exceeded);
        Assert.True(evidence.Placebos > 300);
        Assert.Contains("box.saturation.cpu", verdict.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void A_critical_load_that_stays_is_bounded_and_promoted()
    {
        using var agent = TwoDays.Agent();
        TwoDays.Deploy(agent, factor: 1);
        TwoDays.RunUntil(agent, DeploymentState.Baking);
        var evidence = agent.Verdict().Evidence.First(of => of.Rule == "load");
        Assert.Equal((Outcome.Pass, "placebo", true), (evidence.Outcome, evidence.Method, evidence.Critical));
        Assert.True(evidence.High <= 0.5);
    }

    [Fact]
    public void Under_half_a_day_a_critical_load_is_not_judged()
    {
        using var agent = TwoDays.Agent(days: 0.45);
        TwoDays.Deploy(agent, factor: 1);
        TwoDays.RunUntil(agent, DeploymentState.Closed);
        Assert.Equal((Decision.Inconclusive, Cause.NoBaseline), (agent.Verdict().Decision, agent.Verdict().Cause));
    }

    [Fact]
    public void What_was_learned_is_journaled_once_and_not_learned_again_by_a_restarted_agent()
    {
        using var unbroken = TwoDays.Agent();
        TwoDays.Deploy(unbroken, factor: 2);
        TwoDays.RunUntil(unbroken, DeploymentState.AwaitingRollback);

        using var broken = TwoDays.Agent();
        TwoDays.Deploy(broken, factor: 2);
        broken.RunMinutes(2);
        // The past is another one now: whoever learned from it would come to something else.
        broken.Away(() =>
        {
            using var history = HistoryStore.Open(broken.Folder, broken.Time);
            history.Append([.. TwoDays.Past(broken.Time.GetUtcNow().AddMinutes(-90), days: 2, scale: 30)]);
        });
        TwoDays.RunUntil(broken, DeploymentState.AwaitingRollback);

        Assert.Equal(TwoDays.Said(unbroken.Verdict()), TwoDays.Said(broken.Verdict()));
        Assert.Single(broken.Journaled(JournalLimits.Calibration));
    }

    [Fact]
    public void The_announcement_is_answered_before_anything_is_learned()
    {
        using var agent = TwoDays.Agent();
        agent.Start();
        Assert.Empty(agent.Journaled(JournalLimits.Calibration));
        agent.Run(1);
        Assert.Single(agent.Journaled(JournalLimits.Calibration));
    }

    [Fact]
    public void Nothing_is_decided_on_points_before_it_is_learned_and_what_outranks_them_is()
    {
        using var agent = WatchedAgent.Experienced();
        agent.Start();
        agent.Shop.Replace("2");
        agent.Shop.Errors = 50;
        for (var i = 0; i < 40; i++)
        {
            agent.Time.Advance(TimeSpan.FromSeconds(1));
            agent.BeSeen();
            agent.Loop.Round();
        }

        Assert.Equal(DeploymentState.Watching, agent.Status().State);
        agent.Loop.Learn(CancellationToken.None);
        agent.Loop.Round();
        Assert.Equal(Decision.Rollback, agent.Verdict().Decision);
    }

    [Fact]
    public void A_deployment_that_ends_before_anything_was_learned_has_its_verdict()
    {
        using var agent = TwoDays.Agent();
        agent.Start();
        agent.Watcher.Cancel(new() { DeploymentId = "shop-2" });
        Assert.Equal(Cause.Cancelled, agent.Verdict().Cause);
        agent.Run(2);
        Assert.Empty(agent.Journaled(JournalLimits.Calibration));
    }

    [Fact]
    public void A_later_step_is_judged_by_what_was_learned_before_the_first()
    {
        using var agent = TwoDays.Agent();
        TwoDays.Deploy(agent, factor: 1, with: start => start with { Strategy = Strategy.Canary });
        TwoDays.RunUntil(agent, DeploymentState.BetweenSteps);
        Assert.Equal(AcceptanceKind.Taken, agent.Step(1).Kind);
        agent.Shop.Load = at => 2 * TwoDays.LevelAt(at);
        TwoDays.RunUntil(agent, DeploymentState.AwaitingRollback);
        Assert.Equal(1, agent.Verdict().Step);
        Assert.Equal("placebo", agent.Verdict().Evidence.First(of => of.Rule == "load").Method);
        Assert.Single(agent.Journaled(JournalLimits.Calibration));
    }

    [Fact]
    public void A_load_that_doubles_in_the_rest_of_the_window_after_an_early_promote_withdraws_it()
    {
        using var agent = TwoDays.Agent();
        TwoDays.Deploy(agent, factor: 1);
        TwoDays.RunUntil(agent, DeploymentState.Baking);
        agent.Shop.Load = at => 4 * TwoDays.LevelAt(at);
        TwoDays.RunUntil(agent, DeploymentState.AwaitingRollback);
        Assert.Equal((Phase.Bake, Decision.Rollback), (agent.Verdict().Phase, agent.Verdict().Decision));
    }

    [Fact]
    public void The_old_version_is_well_again_when_the_load_is_back_and_not_before()
    {
        using var agent = TwoDays.Agent();
        TwoDays.Deploy(agent, factor: 2);
        TwoDays.RunUntil(agent, DeploymentState.AwaitingRollback);
        agent.Shop.Replace("1");
        agent.RolledBack();
        agent.RunMinutes(10);
        Assert.Equal(DeploymentState.Recovering, agent.Status().State);
        agent.Shop.Load = TwoDays.LevelAt;
        TwoDays.RunUntil(agent, DeploymentState.Closed);
        Assert.True(agent.Status().Recovery!.Recovered);
    }
}
