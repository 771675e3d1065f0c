using Bellwether.Agent.Judging;
using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Contracts.Verdicts;
using static Bellwether.Agent.Tests.Judging.Story;

namespace Bellwether.Agent.Tests.Judging;

public sealed class RecoveryTests
{
    private static readonly IReadOnlyList<Evidence> FailedErrors =
        Judge.Watch(Watch(8, [Errors, Up], Ratio(Pair(1, 1000).Times(75), Pair(50, 1000).Times(30)))).Evidence;

    [Theory]
    [InlineData(9, nameof(RecoveryState.Pending))]
    [InlineData(10, nameof(RecoveryState.Recovered))]
    public void It_is_recovered_after_the_warm_up_and_five_good_points(int points, string expected) =>
        Assert.Equal(expected, Recover(points, Pair(1, 1000).Times(40)).State.ToString());

    [Theory]
    [InlineData(29, nameof(RecoveryState.Pending))]
    [InlineData(30, nameof(RecoveryState.NotRecovered))]
    public void It_is_not_recovered_where_one_window_did_not_suffice(int points, string expected) =>
        Assert.Equal(expected, Recover(points, Pair(50, 1000).Times(40)).State.ToString());

    [Fact]
    public void A_failure_on_more_points_than_a_window_holds_is_recovered_from_within_one_window()
    {
        var longFailed = FailedErrors
            .Select(evidence => evidence with { Observed = new Stretch { Points = 500 } }).ToList();
        var asked = Watch(30, [Errors, Up], Ratio(Pair(1, 1000).Times(75), Pair(1, 1000).Times(30)));
        Assert.Equal(RecoveryState.Recovered, Judge.Recovery(asked, longFailed).State);
    }

    [Fact]
    public void A_bad_beginning_is_forgiven() => Assert.Equal(RecoveryState.Recovered,
        Recover(20, [.. Pair(50, 1000).Times(12), .. Pair(1, 1000).Times(8)]).State);

    [Fact]
    public void A_level_that_is_half_back_is_not_back() => Assert.NotEqual(RecoveryState.Recovered,
        Recover(12, Pair(9, 1000).Times(40)).State);

    [Fact]
    public void Without_data_it_is_not_yet() => Assert.Equal(RecoveryState.Pending, Recover(20, []).State);

    [Fact]
    public void Only_the_rules_that_failed_are_asked() =>
        Assert.Equal(["errors"], Recover(12, Pair(1, 1000).Times(40)).Evidence.Select(evidence => evidence.Rule));

    [Fact]
    public void Before_the_old_version_s_first_sign_it_waits()
    {
        var asked = Watch(5, [Errors], Ratio(Pair(1, 1000).Times(75), []))
            .With(snapshot => snapshot with { T0 = null });
        Assert.Equal(RecoveryState.Pending, Judge.Recovery(asked, FailedErrors).State);
    }

    [Theory]
    [InlineData("gggggggggg", nameof(RecoveryState.Recovered))]
    [InlineData("gggggggbbb", nameof(RecoveryState.Pending))]
    [InlineData("ggggggggg", nameof(RecoveryState.Pending))]
    public void A_health_rule_passes_again_on_five_looks(string looks, string expected)
    {
        var failed = Judge.Watch(Watch(10, [Up], State("ggggg", "bbbbbbbbbb"))).Evidence;
        Assert.Equal(
            expected, Judge.Recovery(Watch(looks.Length, [Up], State("ggggg", looks)), failed).State.ToString());
    }

    [Theory]
    [InlineData(true, "ggggggggg", nameof(RecoveryState.Recovered))]
    [InlineData(true, "gggggggbg", nameof(RecoveryState.Pending))]
    [InlineData(false, "ggggggggg", nameof(RecoveryState.Pending))]
    public void A_crash_is_over_where_the_process_lives_and_answers(bool alive, string looks, string expected)
    {
        ProcessMark Mark(int second, int id, bool lives) => new(T0.AddSeconds(second), "one", id, lives, null);
        var crashed = Judge.Watch(Watch(1, []).With(snapshot => snapshot with
        {
            Processes = [Mark(1, 200, false), Mark(2, 200, false)],
            ProcessesAtStart = new Dictionary<string, int> { ["one"] = 100 },
        })).Evidence;
        Assert.Equal(Outcome.Fail, crashed[0].Outcome);
        var now = Watch(12, [Up], State("ggggg", looks))
            .With(snapshot => snapshot with { Processes = [Mark(60, 300, alive)] });
        Assert.Equal(expected, Judge.Recovery(now, crashed).State.ToString());
    }

    [Theory]
    [InlineData(1, nameof(RecoveryState.Pending))]
    [InlineData(9, nameof(RecoveryState.Pending))]
    [InlineData(10, nameof(RecoveryState.Recovered))]
    public void Where_nothing_had_failed_the_old_version_has_to_answer_five_times(int points, string expected)
    {
        var now = PutBack(points, Pair(0, 3).Times(40), new string('g', 40));
        Assert.Equal(expected, now.State.ToString());
        if (points == 10)
            Assert.Equal("nothing had failed; the old version answers, 2.5 min after it came back", now.Summary);
    }

    [Theory]
    [InlineData(0, "gggggggggggggggggggggggggggggggg")]
    [InlineData(1, "gggggggggggggggggggggggggggggbbb")]
    public void Where_nothing_had_failed_silence_and_failures_are_no_recovery(int hasPoints, string looks)
    {
        var errors = Pair(0, 100).Times(hasPoints * 40);
        Assert.Equal(RecoveryState.Pending, PutBack(29, errors, looks[3..]).State);
        Assert.Equal(RecoveryState.NotRecovered, PutBack(32, errors, looks).State);
    }

    [Fact]
    public void Where_nothing_had_failed_and_nothing_was_ever_seen_nobody_answers() =>
        Assert.Equal(RecoveryState.NotRecovered, Judge.Recovery(Watch(30, [Errors]), []).State);

    private static RecoveryJudgement PutBack(int points, IEnumerable<Point> errors, string looks) => Judge.Recovery(
        Watch(points, [Errors, Up], Ratio(Pair(0, 3).Times(75), errors), State("ggggg", looks)), []);

    private static RecoveryJudgement Recover(int points, IEnumerable<Point> errors) =>
        Judge.Recovery(Watch(points, [Errors, Up], Ratio(Pair(1, 1000).Times(75), errors)), FailedErrors);
}
