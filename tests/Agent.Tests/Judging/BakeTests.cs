using Bellwether.Agent.Judging;
using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Contracts.Verdicts;
using static Bellwether.Agent.Tests.Judging.Story;

namespace Bellwether.Agent.Tests.Judging;

public sealed class BakeTests
{
    /// <summary>Bake of 30 min: 120 points after a window of 30.</summary>
    private static WatchCase Bake(int points, IEnumerable<Point> errors, string looks = "") =>
        Watch(points, [Errors, Up],
        Ratio(Pair(1, 1000).Times(75), errors), State("ggggg", looks))
        .With(new Circumstances { PromotedAt = T0 + 17 * Policy.Interval });

    [Theory]
    [InlineData(20, Decision.Pending)]
    [InlineData(136, Decision.Pending)]
    [InlineData(137, Decision.Promote)]
    public void A_quiet_bake_is_pending_and_then_confirmed(int points, Decision expected) =>
        Assert.Equal(expected, Judge.Bake(Bake(points, Pair(1, 1000).Times(140), new string('g', 140))).Decision);

    [Fact]
    public void A_late_fault_withdraws_the_promote()
    {
        IEnumerable<Point> errors = [.. Pair(1, 1000).Times(60), .. Pair(50, 1000).Times(80)];
        var found = Enumerable.Range(18, 120)
            .First(points => Judge.Bake(Bake(points, errors)).Decision == Decision.Rollback);
        Assert.InRange(found, 61, 70);
    }

    [Fact]
    public void A_late_outage_withdraws_it_at_once() => Assert.Equal(Decision.Rollback,
        Judge.Bake(Bake(64, Pair(1, 1000).Times(140), new string('g', 60) + "bbbb")).Decision);

    [Fact]
    public void What_was_known_at_the_promote_is_not_brought_up_again() => Assert.Equal(Decision.Pending,
        Judge.Bake(Bake(60, Pair(1, 1000).Times(140), "gggggggbbbb" + new string('g', 49))).Decision);

    [Fact]
    public void Blindness_withdraws_nothing() => Assert.Equal(Decision.Promote, Judge.Bake(Bake(140, [])).Decision);

    [Fact]
    public void It_never_says_inconclusive_not_even_where_undoing_is_unsafe()
    {
        var asked = Bake(64, Pair(1, 1000).Times(140), new string('g', 60) + "bbbb");
        var judgement = Judge.Bake(asked.With(asked.Circumstances with { RollbackUnsafe = ["a migration ran"] }));
        Assert.Equal(Decision.Pending, judgement.Decision);
        Assert.EndsWith("undoing is unsafe: a migration ran", judgement.Summary, StringComparison.Ordinal);
    }
}
