using Bellwether.Agent.Deployments;
using Bellwether.Agent.Signals;
using Bellwether.Contracts.Deployments;
using Bellwether.Contracts.Verdicts;
using static Bellwether.Agent.Deployments.DeploymentEvent;

namespace Bellwether.Agent.Tests.Deployments;

public sealed class FirstSignTests
{
    [Fact]
    public void The_first_sign_after_the_announcement_is_t0()
    {
        var seen = FirstSign.OfNewVersion(A.Deployment(), [A.Sign(-3), A.Sign(7), A.Sign(8)], A.At(9));
        Assert.Equal(A.At(7), seen!.T0);
        Assert.Equal(SignKind.ProcessId, seen.Sign);
    }

    [Fact]
    public void T0_is_never_earlier_than_the_senders_start()
    {
        var later = A.Deployment(A.Start() with { StartedAt = A.At(5) });
        Assert.Equal(A.At(6), FirstSign.OfNewVersion(later, [A.Sign(4), A.Sign(6)], A.At(9))!.T0);
    }

    [Fact]
    public void A_sign_that_names_another_version_is_not_the_new_ones()
    {
        var signs = new[] { A.Sign(4, SignKind.Version, "1"), A.Sign(6, SignKind.Version, "2") };
        Assert.Equal(A.At(6), FirstSign.OfNewVersion(A.Deployment(), signs, A.At(9))!.T0);
    }

    [Theory]
    [InlineData(69, false)]
    [InlineData(70, true)]
    public void Without_a_sign_the_finish_stands_for_it_after_start_within(double now, bool found)
    {
        var finished = A.Deployment().After(new Finished { At = A.At(10) });
        var seen = FirstSign.OfNewVersion(finished, [], A.At(now));
        Assert.Equal(found ? A.At(10) : null, seen?.T0);
        Assert.Null(seen?.Sign);
    }

    [Fact]
    public void Without_a_sign_and_without_a_finish_there_is_no_t0() =>
        Assert.Null(FirstSign.OfNewVersion(A.Deployment(), [], A.At(3600)));

    [Fact]
    public void A_feature_flag_is_there_when_it_is_announced()
    {
        var flag = A.Deployment(A.Start() with { Strategy = Strategy.FeatureFlag });
        Assert.Equal(A.Noon, FirstSign.OfNewVersion(flag, [], A.At(1))!.T0);
    }

    [Fact]
    public void A_later_step_begins_with_its_announcement()
    {
        var second = A.Deployment(A.Start() with { Strategy = Strategy.Canary })
            .After(new NewVersionSeen(0, A.At(5), null) { At = A.At(5) }, A.Verdict(Decision.Promote))
            .After(new StepBegan(1, 0.5) { At = A.At(80) });
        Assert.Equal(A.At(80), FirstSign.OfNewVersion(second, [], A.At(81))!.T0);
    }

    [Fact]
    public void The_old_version_is_back_at_the_first_sign_after_the_verdict_even_before_anybody_says_so()
    {
        var rolledBack = A.Deployment().After(
            new NewVersionSeen(0, A.At(5), null) { At = A.At(5) }, A.Verdict(Decision.Rollback, 60),
            new RolledBack(null) { At = A.At(70) });
        var seen = FirstSign.OfOldVersion(rolledBack, [A.Sign(55), A.Sign(66)], A.At(71));
        Assert.Equal(A.At(66), seen!.T0);
    }

    [Fact]
    public void A_sign_of_the_bad_version_is_not_the_old_ones()
    {
        var rolledBack = A.Deployment().After(
            new NewVersionSeen(0, A.At(5), null) { At = A.At(5) }, A.Verdict(Decision.Rollback, 60),
            new RolledBack(null) { At = A.At(70) });
        Assert.Null(FirstSign.OfOldVersion(rolledBack, [A.Sign(66, SignKind.Version, "2")], A.At(71)));
    }
}
