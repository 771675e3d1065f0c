using System.Text.Json;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Journal;
using Bellwether.Agent.Watching;
using Bellwether.Contracts.Deployments;
using Bellwether.Contracts.Verdicts;
using Bellwether.Contracts.Wire;

namespace Bellwether.Agent.Tests.Watching;

public sealed class VerdictTests
{
    [Fact]
    public void A_good_version_is_promoted_and_its_bake_confirmed()
    {
        using var agent = WatchedAgent.Experienced();
        agent.Deploy();
        Assert.Equal(DeploymentState.Watching, agent.Status().State);
        Assert.Equal("process id", agent.Status().T0Sign);
        agent.RunUntil("shop-2", DeploymentState.Baking);

        var verdict = agent.Verdict();
        Assert.Equal((Decision.Promote, null, false), (verdict.Decision, verdict.Cause, verdict.Advisory));
        Assert.Equal("shop-2:host-1:watch:0:1", verdict.VerdictId);
        Assert.Equal(Decision.Promote, agent.Gate().Decision);

        agent.RunUntil("shop-2", DeploymentState.Closed, 90);
        Assert.Single(agent.Journaled(MessageTypes.BakeConfirmed));
        Assert.Single(agent.Verdicts());
    }

    [Fact]
    public void Errors_of_the_new_version_roll_it_back()
    {
        using var agent = WatchedAgent.Experienced();
        agent.Shop.Errors = 0;
        agent.Deploy();
        agent.Shop.Errors = 5;
        agent.RunUntil("shop-2", DeploymentState.AwaitingRollback, 25);

        var answer = agent.Answer();
        Assert.Equal((Decision.Rollback, null), (answer.Decision, answer.Note));
        Assert.Contains(answer.Verdict!.Evidence, e => e.Rule == "errors" && e.Outcome == Outcome.Fail);
    }

    [Fact]
    public void A_metrics_page_that_is_gone_is_no_data_and_neither_promote_nor_rollback()
    {
        using var agent = WatchedAgent.Experienced();
        agent.Deploy();
        agent.Shop.PageGone = true;
        agent.RunUntil("shop-2", DeploymentState.Closed, 60);
        Assert.Equal((Decision.Inconclusive, Cause.NoData), (agent.Verdict().Decision, agent.Verdict().Cause));
    }

    [Fact]
    public void A_new_process_that_dies_is_rolled_back_at_once()
    {
        using var agent = WatchedAgent.Experienced();
        agent.Deploy();
        agent.Shop.Alive = false;
        agent.RunUntil("shop-2", DeploymentState.AwaitingRollback, 4);
        Assert.Contains("is gone", agent.Verdict().Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void A_version_that_never_answers_is_no_promote()
    {
        using var agent = WatchedAgent.Experienced();
        agent.Deploy();
        agent.Shop.Down = true;
        agent.RunUntil("shop-2", DeploymentState.AwaitingRollback, 60);
    }

    [Fact]
    public void An_idle_service_is_never_promoted_on_our_own_looks()
    {
        using var agent = new WatchedAgent();
        agent.Shop.Rate = 0;
        agent.Shop.Slow = 0;
        agent.Run(75).Deploy();
        agent.RunUntil("shop-2", DeploymentState.Closed, 60);
        Assert.Equal(
            (Decision.Inconclusive, Cause.TooLittleTraffic), (agent.Verdict().Decision, agent.Verdict().Cause));
    }

    [Fact]
    public void A_version_that_never_comes_is_not_deployed_at_the_deadline()
    {
        using var agent = WatchedAgent.Experienced();
        agent.Start();
        agent.Run(119);
        Assert.Equal(DeploymentState.Announced, agent.Status().State);
        agent.Run(2);
        Assert.Equal((Decision.Inconclusive, Cause.NotDeployed), (agent.Verdict().Decision, agent.Verdict().Cause));
        Assert.Null(agent.Verdict().T0);
    }

    [Fact]
    public void A_version_that_never_arrives_is_never_promoted_whatever_was_said()
    {
        using var agent = WatchedAgent.Experienced();
        agent.Shop.Version = "1";
        agent.Run(3);
        agent.Start();
        agent.Finish();
        agent.RunUntil("shop-2", DeploymentState.Closed);
        Assert.Equal(
            (Decision.Inconclusive, Cause.NotDeployed), (agent.Verdict().Decision, agent.Verdict().Cause));
    }

    [Fact]
    public void The_previous_version_started_once_more_is_not_the_new_one()
    {
        using var agent = WatchedAgent.Experienced();
        agent.Shop.Version = "1";
        agent.Run(3);
        agent.Start();
        agent.Shop.Replace("1");
        agent.Finish();
        agent.RunUntil("shop-2", DeploymentState.Closed);
        Assert.Equal(Decision.Inconclusive, agent.Verdict().Decision);
        Assert.Contains(agent.Verdict().Cause, new Cause?[] { Cause.NotDeployed, Cause.VersionSkew });
    }

    [Fact]
    public void Without_a_sign_the_finish_is_t0_once_start_within_is_over()
    {
        using var agent = WatchedAgent.Experienced();
        agent.Start();
        agent.Run(3);
        var finished = agent.Now;
        agent.Finish();
        agent.Run(9);
        Assert.Null(agent.Status().T0);
        agent.Run(2);
        Assert.Equal(finished, agent.Status().T0);
        agent.RunUntil("shop-2", DeploymentState.Baking, 40);
    }

    [Fact]
    public void A_deployment_that_is_announced_before_anything_was_seen_is_judged_on_what_comes()
    {
        using var agent = new WatchedAgent();
        agent.Shop.Unseen = true;
        agent.Run(2);
        agent.Start();
        agent.Shop.Unseen = false;
        agent.Run(1);
        agent.Shop.Replace("2");
        agent.Run(1);
        agent.Finish();
        agent.Run(12);
        Assert.Equal(DeploymentState.Watching, agent.Status().State);
        agent.Shop.Down = true;
        agent.RunUntil("shop-2", DeploymentState.AwaitingRollback, 60);
        Assert.Contains(agent.Verdict().Evidence, e => e.Signal == "home.up" && e.Outcome == Outcome.Fail);
    }

    [Fact]
    public void Without_a_baseline_a_good_version_is_not_promoted()
    {
        using var agent = new WatchedAgent();
        agent.Run(5).Deploy();
        agent.RunUntil("shop-2", DeploymentState.Closed, 60);
        Assert.Equal((Decision.Inconclusive, Cause.NoBaseline), (agent.Verdict().Decision, agent.Verdict().Cause));
    }

    [Fact]
    public void Two_services_of_one_agent_are_watched_apart()
    {
        using var agent = WatchedAgent.Experienced(services: ["shop", "stock"]);
        agent.Start();
        agent.Start("stock-9", "9", "8", service: "stock");
        agent.Run(1);
        agent.Shop.Replace("2");
        agent.Services["stock"].Replace("9");
        agent.Run(1);
        agent.Services["stock"].Errors = 10;
        agent.RunUntil("stock-9", DeploymentState.AwaitingRollback, 25);
        agent.RunUntil("shop-2", DeploymentState.Baking, 40);
        Assert.Equal(Decision.Rollback, agent.Gate("9", "stock").Decision);
        Assert.Equal(Decision.Promote, agent.Gate().Decision);
    }

    [Fact]
    public void Observe_mode_advises_and_its_gate_answers_promote_with_a_note()
    {
        using var agent = WatchedAgent.Experienced(mode: Mode.Observe);
        agent.Deploy();
        agent.Shop.Errors = 10;
        agent.Run(30);
        Assert.Equal((Decision.Rollback, true), (agent.Verdict().Decision, agent.Verdict().Advisory));
        Assert.Equal(
            (Decision.Promote, "observe: would have rolled back"), (agent.Gate().Decision, agent.Gate().Note));
    }

    [Fact]
    public void What_cannot_be_undone_is_not_rolled_back_and_the_failed_rule_is_named()
    {
        using var agent = WatchedAgent.Experienced();
        agent.Deploy(with: start => start with { RollbackUnsafe = ["migration 17 dropped a column"] });
        agent.Shop.Errors = 10;
        agent.RunUntil("shop-2", DeploymentState.Closed, 30);
        var verdict = agent.Verdict();
        Assert.Equal((Decision.Inconclusive, Cause.RollbackUnsafe), (verdict.Decision, verdict.Cause));
        Assert.Equal("migration 17 dropped a column", Assert.Single(verdict.RollbackSafety.Reasons));
        Assert.Contains("requests failed", verdict.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void There_is_no_rollback_to_the_version_that_runs_already()
    {
        using var agent = WatchedAgent.Experienced();
        agent.Deploy(previous: "2");
        agent.Shop.Errors = 10;
        agent.RunUntil("shop-2", DeploymentState.Closed, 30);
        Assert.Equal(Cause.RollbackUnsafe, agent.Verdict().Cause);
        Assert.False(agent.Verdict().RollbackSafety.Safe);
    }

    [Fact]
    public void Every_copy_of_a_verdict_is_the_same_before_and_after_a_restart()
    {
        using var agent = WatchedAgent.Experienced();
        agent.Deploy();
        agent.Shop.Errors = 7;
        agent.RunUntil("shop-2", DeploymentState.AwaitingRollback, 30);

        var journaled = JsonDocument.Parse(Assert.Single(
            agent.Verdicts())).RootElement.GetProperty("data").GetRawText();
        var outgoing = agent.Journal.Outgoing(0, 1000)
            .Where(record => record.Entry.Kind == MessageTypes.VerdictIssued)
            .Select(record => System.Text.Encoding.UTF8.GetString(record.Entry.Body.Span));
        Assert.Equal(agent.Verdicts(), outgoing);
        Assert.Equal(journaled, Told(agent.Answer()));
        Assert.Equal(journaled, Told(agent.Gate()));
        agent.Restart(TimeSpan.FromSeconds(3));
        Assert.Equal(journaled, Told(agent.Answer()));
    }

    [Fact]
    public void A_verdict_is_relied_on_until_it_is_a_day_old()
    {
        using var agent = WatchedAgent.Experienced();
        agent.Deploy();
        agent.RunUntil("shop-2", DeploymentState.Baking);
        agent.Time.Advance(VerdictComposer.Validity - TimeSpan.FromSeconds(1));
        Assert.Equal(Decision.Promote, agent.Gate().Decision);
        agent.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(Decision.Inconclusive, agent.Gate().Decision);
        Assert.Contains("too old", agent.Gate().Note, StringComparison.Ordinal);
    }

    [Fact]
    public void The_points_a_verdict_was_judged_on_are_kept_and_are_given_up_for_room()
    {
        using var agent = WatchedAgent.Experienced(limits: new JournalLimits { KeepBulky = TimeSpan.FromMinutes(1) });
        agent.Deploy();
        agent.RunUntil("shop-2", DeploymentState.Baking);
        Assert.NotEmpty(agent.Journaled(JournalLimits.Judged).Single());
        Assert.Equal(0, agent.Journal.Prune(_ => true));
        agent.Run(61);
        // With what was learned before.
        Assert.Equal(2, agent.Journal.Prune(_ => true));
        Assert.True(agent.Journal.Verify(null).Sound);
    }

    private static string Told(GateAnswer answer) =>
        JsonSerializer.Serialize(answer.Verdict!, ContractsJson.Wire.VerdictIssued);
}
