using Bellwether.Agent.Configuration.Plans;
using Bellwether.Contracts.Deployments;
using Bellwether.Contracts.Verdicts;
using static Bellwether.Agent.Deployments.DeploymentEvent;

namespace Bellwether.Agent.Tests.Deployments;

public sealed class DeploymentTests
{
    private static readonly NewVersionSeen Seen = new(0, A.At(5), null) { At = A.At(6) };

    [Fact]
    public void It_is_announced_until_the_new_version_is_seen()
    {
        var announced = A.Deployment();
        Assert.Equal(DeploymentState.Announced, announced.State);
        Assert.Equal(Decision.Pending, announced.Standing);
        Assert.Equal(DeploymentState.Watching, announced.After(Seen).State);
    }

    [Theory]
    [InlineData(Decision.Promote, DeploymentState.Baking)]
    [InlineData(Decision.Rollback, DeploymentState.AwaitingRollback)]
    [InlineData(Decision.Inconclusive, DeploymentState.Closed)]
    public void A_verdict_moves_it_on(Decision decision, DeploymentState state) =>
        Assert.Equal(state, A.Deployment().After(Seen, A.Verdict(decision)).State);

    [Fact]
    public void A_promote_without_a_bake_closes_it() => Assert.Equal(
        DeploymentState.Closed,
        A.Deployment(policy: new PolicyPlan { Bake = TimeSpan.Zero }).After(Seen, A.Verdict(Decision.Promote)).State);

    [Fact]
    public void A_promoted_step_of_a_canary_waits_for_the_next_or_the_finish()
    {
        var canary = A.Deployment(A.Start() with { Strategy = Strategy.Canary })
            .After(Seen, A.Verdict(Decision.Promote));
        Assert.Equal(DeploymentState.BetweenSteps, canary.State);
        Assert.Equal(DeploymentState.Baking, canary.After(new Finished { At = A.At(70) }).State);
        var next = canary.After(new StepBegan(1, 0.5) { At = A.At(70) });
        Assert.Equal(DeploymentState.Announced, next.State);
        Assert.Equal(1, next.Current.Step);
        Assert.Single(next.Verdicts);
    }

    [Fact]
    public void A_rollback_carried_out_leads_through_recovery_to_the_end()
    {
        var rolledBack = A.Deployment()
            .After(Seen, A.Verdict(Decision.Rollback), new RolledBack("1") { At = A.At(65) });
        Assert.Equal(DeploymentState.Recovering, rolledBack.State);
        Assert.Equal(DeploymentState.Closed, rolledBack.After(A.Recovery(recovered: true, 90)).State);
    }

    [Fact]
    public void A_bake_may_withdraw_the_promote()
    {
        var withdrawn = A.Deployment().After(
            Seen, A.Verdict(Decision.Promote), A.Verdict(Decision.Rollback, 90, Phase.Bake));
        Assert.Equal(Decision.Rollback, withdrawn.Standing);
        Assert.Equal(DeploymentState.AwaitingRollback, withdrawn.State);
        Assert.Equal(Decision.Promote, withdrawn.Current.Verdict!.Decision);
    }

    [Theory]
    [InlineData(Decision.Inconclusive, Decision.Rollback, DeploymentState.AwaitingRollback)]
    [InlineData(Decision.Rollback, Decision.Promote, DeploymentState.Baking)]
    [InlineData(Decision.Promote, Decision.Rollback, DeploymentState.AwaitingRollback)]
    public void A_persons_word_after_the_verdict_outranks_it(Decision verdict, Decision word, DeploymentState state)
    {
        var deployment = A.Deployment().After(Seen, A.Verdict(verdict), A.Override(word, 70));
        Assert.Equal(word, deployment.Standing);
        Assert.Equal(state, deployment.State);
        Assert.Equal(verdict, deployment.Current.Verdict!.Decision);
    }

    [Fact]
    public void An_unannounced_change_is_over_with_its_verdict() => Assert.Equal(
        DeploymentState.Closed, A.Deployment(unannounced: true).After(Seen, A.Verdict(Decision.Rollback)).State);

    [Theory]
    [InlineData(Mode.Observe, false, true)]
    [InlineData(Mode.Gate, true, true)]
    [InlineData(Mode.Gate, false, false)]
    public void Observed_and_unannounced_verdicts_only_advise(object mode, bool unannounced, bool advisory) =>
        Assert.Equal(advisory, A.Deployment(mode: (Mode)mode, unannounced: unannounced).Advisory);
}
