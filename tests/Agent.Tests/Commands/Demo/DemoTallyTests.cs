using Bellwether.Agent.Commands.Demo;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Tests.Commands.Demo;

public sealed class DemoTallyTests
{
    [Fact]
    public void One_story_as_told_is_right() => Assert.True(Tally(AsTold()).IsRight);

    [Fact]
    public void Nothing_told_is_not_right() => Assert.False(new DemoTally().IsRight);

    [Fact]
    public void A_story_that_broke_off_is_not_right() =>
        Assert.False(new DemoTally().With(AsTold(), finished: false).IsRight);

    [Theory]
    [InlineData("3.0", Decision.Promote, null)]
    [InlineData("4.0", Decision.Inconclusive, Cause.NotExcluded)]
    public void One_wrong_verdict_on_a_faulty_version_in_ten_stories_is_one_too_many(
        string version, Decision decision, Cause? cause)
    {
        var tally = Tally([.. Enumerable.Repeat(AsTold(), 9).Append(With(version, decision, cause))]);
        Assert.Equal(1, tally.Wrong);
        Assert.False(tally.IsRight);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void Of_ten_good_versions_nine_must_be_promoted(int undecided, bool right)
    {
        var tally = Tally(
        [
            .. Enumerable.Repeat(AsTold(), 10 - undecided),
            .. Enumerable.Repeat(With("2.0", Decision.Inconclusive, Cause.NotExcluded), undecided),
        ]);
        Assert.Equal(undecided, tally.Undecided);
        Assert.Equal(right, tally.IsRight);
    }

    [Fact]
    public void A_good_version_is_never_rolled_back() =>
        Assert.False(
            Tally([.. Enumerable.Repeat(AsTold(), 99).Append(With("2.0", Decision.Rollback, cause: null))]).IsRight);

    [Fact]
    public void It_says_what_it_counted() => Assert.Equal(
        "2 told, 0 broken off; faulty versions: 0 wrong of 8; good version: 2 promoted, 0 rolled back, 0 inconclusive; "
        + "recoveries: 8 confirmed of 8",
        Tally(AsTold(), AsTold()).ToString());

    private static DemoTally Tally(params DemoOutcome[][] stories) =>
        stories.Aggregate(new DemoTally(), (tally, story) => tally.With(story, finished: true));

    private static DemoOutcome[] AsTold() => Outcomes.AsTold();

    private static DemoOutcome[] With(string version, Decision decision, Cause? cause) =>
    [
        .. AsTold().Select(outcome => outcome.Deployed.Version == version
            ? Outcomes.Of(outcome.Deployed, Outcomes.Verdict(outcome.Deployed, decision, cause))
            : outcome),
    ];
}
