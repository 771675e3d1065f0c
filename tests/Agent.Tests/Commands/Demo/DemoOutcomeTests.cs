using Bellwether.Agent.Commands.Demo;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Tests.Commands.Demo;

public sealed class DemoOutcomeTests
{
    [Fact]
    public void The_story_as_told_has_no_complaint() =>
        Assert.All(Outcomes.AsTold(), outcome => Assert.Null(outcome.Complaint));

    [Theory]
    [InlineData("2.0", Decision.Rollback, null)]
    [InlineData("2.0", Decision.Inconclusive, Cause.NotExcluded)]
    [InlineData("3.0", Decision.Promote, null)]
    [InlineData("4.0", Decision.Inconclusive, Cause.NoBaseline)]
    [InlineData("5.0", Decision.Rollback, null)]
    [InlineData("5.0", Decision.Inconclusive, Cause.TooLittleTraffic)]
    public void Another_verdict_or_another_cause_is_wrong(string version, Decision decision, Cause? cause)
    {
        var deployed = Outcomes.Version(version);
        var outcome = Outcomes.Of(deployed, Outcomes.Verdict(deployed, decision, cause));
        Assert.False(outcome.IsVerdictRight);
        Assert.Equal("another verdict than it deserves", outcome.Complaint);
    }

    [Fact]
    public void A_crash_that_was_called_by_statistics_is_not_right()
    {
        var crash = Outcomes.Version("6.0");
        var outcome = Outcomes.Of(crash, Outcomes.Verdict(crash, Decision.Rollback, method: "counts"));
        Assert.False(outcome.IsVerdictRight);
        Assert.Equal("right, but not by a failure at once", outcome.Complaint);
    }

    [Fact]
    public void A_promote_that_was_taken_back_is_a_rollback()
    {
        var good = Outcomes.Version("2.0");
        var outcome = Outcomes.Of(
            good,
            Outcomes.Verdict(good, Decision.Promote),
            Outcomes.Verdict(good, Decision.Rollback) with { Phase = Phase.Bake });
        Assert.Equal(Decision.Rollback, outcome.Verdict!.Decision);
        Assert.False(outcome.IsVerdictRight);
    }

    [Fact]
    public void What_a_person_decided_is_no_verdict_of_the_agents()
    {
        var blind = Outcomes.Version("5.0");
        var outcome = Outcomes.Of(blind, Outcomes.Verdict(blind, Decision.Promote) with { OverriddenBy = "ann" });
        Assert.Null(outcome.Verdict);
        Assert.Equal("no verdict", outcome.Complaint);
    }

    [Fact]
    public void Without_an_announcement_there_is_nothing_to_be_right() =>
        Assert.Equal("it was never announced", new DemoOutcome(Outcomes.Version("3.0"), 11, Status: null).Complaint);

    [Fact]
    public void A_recovery_that_is_not_confirmed_is_a_complaint_but_no_wrong_verdict()
    {
        var slow = Outcomes.Right(Outcomes.Version("3.0"));
        var recovery = Outcomes.Recovery(slow.Deployed, recovered: false);
        var outcome = slow with { Status = slow.Status! with { Recovery = recovery } };
        Assert.True(outcome.IsVerdictRight);
        Assert.Equal("the recovery is not confirmed", outcome.Complaint);
    }

    [Fact]
    public void A_pipeline_that_does_not_do_as_it_was_told_is_a_complaint() =>
        Assert.Equal(
            "the pipeline ended with 11, not 0",
            (Outcomes.Right(Outcomes.Version("2.0")) with { PipelineExit = 11 }).Complaint);
}
