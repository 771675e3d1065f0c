using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Judging.Controls;
using Bellwether.Contracts.Verdicts;
using Xunit.Abstractions;
using static Bellwether.Agent.Tests.Judging.Controls.ControlCase;

namespace Bellwether.Agent.Tests.Judging.Controls;

public sealed class ControlJudgeTests(ITestOutputHelper output)
{
    [Fact]
    public void A_doubled_level_fails_and_the_same_level_is_bounded()
    {
        var dice = new Dice(1);
        var baseline = MadeSeries.Noise(dice, 60, 100, 10);
        var (same, twice) = (MadeSeries.Noise(dice, 60, 100, 10), MadeSeries.Noise(dice, 60, 200, 20));
        var (good, bad) = (Judge(baseline, same), Judge(baseline, twice));
        Assert.True(bad.Fails);
        Assert.InRange(bad.Relative(bad.Level - bad.Normal), 0.9, 1.1);
        Assert.False(good.Fails);
        Assert.Null(good.Cause);
        Assert.True(good.Excludes(0.1, Direction.Increase));
        Assert.InRange(good.Relative(good.Detectable), 0.02, 0.15);
    }

    [Fact]
    public void The_direction_decides_what_is_worse()
    {
        var dice = new Dice(2);
        var (high, low) = (MadeSeries.Noise(dice, 40, 100, 5), MadeSeries.Noise(dice, 40, 60, 5));
        Assert.False(Judge(high, low).Fails);
        Assert.True(Judge(high, low, Direction.Decrease).Fails);
        Assert.True(Judge(high, low, Direction.Either).Fails);
        Assert.True(Judge(low, high, Direction.Either).Fails);
        Assert.False(Judge(high, low, Direction.Either).Excludes(0.3, Direction.Either));
    }

    [Fact]
    public void A_change_that_is_certain_but_smaller_than_allowed_does_not_fail()
    {
        var dice = new Dice(3);
        var found = Judge(MadeSeries.Noise(dice, 200, 100, 1), MadeSeries.Noise(dice, 200, 108, 1));
        Assert.False(found.Fails);
        Assert.True(found.Strength > 10);
        Assert.True(found.Excludes(0.1, Direction.Increase));
        Assert.False(found.Excludes(0.05, Direction.Increase));
    }

    [Theory]
    [InlineData(7, 60, Cause.NoBaseline)]
    [InlineData(60, 7, Cause.NoData)]
    [InlineData(0, 0, Cause.NoData)]
    [InlineData(1, 1, Cause.NoData)]
    public void Under_eight_points_a_side_nothing_is_said(int old, int young, Cause cause)
    {
        var found = Judge(MadeSeries.Constant(old, 1), MadeSeries.Constant(young, 100));
        Assert.Equal((false, (Cause?)cause), (found.Fails, found.Cause));
        Assert.False(found.Excludes(1e9, Direction.Increase));
    }

    [Fact]
    public void Over_thirty_percent_missing_nothing_is_said()
    {
        var dice = new Dice(4);
        var holes = MadeSeries.Noise(dice, 60, 100, 5).Select((x, i) => i % 3 == 0 ? double.NaN : x).ToArray();
        var whole = MadeSeries.Noise(dice, 60, 300, 5);
        Assert.Equal(Cause.NoBaseline, Judge(holes, whole).Cause);
        Assert.Equal(Cause.NoData, Judge(whole, holes).Cause);
        Assert.True(Judge(holes[..1].Concat(whole.Select(x => x / 3)).ToArray(), whole).Fails);
    }

    [Fact]
    public void Points_that_hang_together_for_long_bound_nothing()
    {
        var dice = new Dice(5);
        var slow = Enumerable.Range(0, 60).Select(i => 100 + 5 * Math.Sin(i / 9.0) + 0.1 * dice.Normal()).ToArray();
        var found = Judge(slow, slow.Reverse().ToArray());
        Assert.Equal((false, (Cause?)Cause.NoBaseline), (found.Fails, found.Cause));
        Assert.InRange(found.Blocks, 0.1, 8);
    }

    [Fact]
    public void Another_unit_by_a_power_of_two_changes_nothing_at_all()
    {
        var dice = new Dice(6);
        var old = MadeSeries.Autoregression(dice, 90, 0.6, (10, 1));
        var young = MadeSeries.Autoregression(dice, 70, 0.6, (12, 1));
        var plain = Judge(old, young);
        foreach (var power in new[] { -600, -40, 3, 700 })
        {
            double[] Scaled(double[] levels) => [.. levels.Select(x => Math.ScaleB(x, power))];
            var scaled = Judge(Scaled(old), Scaled(young));
            Assert.Equal((plain.Fails, plain.Strength, plain.Blocks), (scaled.Fails, scaled.Strength, scaled.Blocks));
            Assert.Equal(plain.Relative(plain.High), scaled.Relative(scaled.High), 12);
        }
    }

    [Fact]
    public void Numbers_at_the_ends_of_what_there_is_stay_numbers()
    {
        double[] odd = [1e300, -1e300, double.MaxValue, double.Epsilon, 0, 1e-310, -0.0, 5];
        double[] wild = [.. odd, .. odd, double.PositiveInfinity, double.NaN, .. odd];
        foreach (var other in new[] { wild, MadeSeries.Constant(30, 0), MadeSeries.Constant(30, double.Epsilon) })
            foreach (var (old, young) in new[] { (wild, other), (other, wild) })
            {
                var question = Of(old, young, Direction.Either);
                var found = ControlJudge.Examine(question);
                Assert.True(double.IsFinite(found.Strength));
                var told = ControlEvidence.Of(question, found, new("r", "s", "") { Critical = true });
                Assert.True(told.Outcome != Outcome.Fail || told.Strength > 0);
                Assert.All([told.Effect, told.Low, told.High, told.Detectable],
                    x => Assert.True(x is null || double.IsFinite(x.Value)));
            }
    }

    /// <summary>How often a healthy version fails, and a sick one does, by autocorrelation and length.</summary>
    [Fact]
    public void Healthy_pairs_fail_within_the_budget_however_their_points_hang_together()
    {
        const int Pairs = 400;
        foreach (var carry in new[] { 0, 0.5, 0.8, 0.95 })
            foreach (var points in new[] { 30, 60, 120, 360 })
            {
                var dice = new Dice(11);
                var (up, either, bounded, one, four) = (0, 0, 0, 0, 0);
                for (var pair = 0; pair < Pairs; pair++)
                {
                    var old = MadeSeries.Autoregression(dice, points, carry, (10, 1));
                    var young = MadeSeries.Autoregression(dice, points, carry, (10, 1));
                    bool Fails(double worse, Direction direction) => ControlJudge.Examine(
                        Of(old, [.. young.Select(x => x + worse)], direction) with { Allow = 0 }).Fails;
                    up += Fails(0, Direction.Increase) ? 1 : 0;
                    either += Fails(0, Direction.Either) ? 1 : 0;
                    bounded += Judge(old, young).Excludes(0.5, Direction.Increase) ? 1 : 0;
                    one += Fails(1, Direction.Increase) ? 1 : 0;
                    four += Fails(4, Direction.Increase) ? 1 : 0;
                }

                output.WriteLine($"carry {carry}, {points} points: false {100.0 * up / Pairs:0.0} % up,"
                    + $" {100.0 * either / Pairs:0.0} % either; bounded {100.0 * bounded / Pairs:0} %;"
                    + $" +1 sigma found {100.0 * one / Pairs:0} %, +4 sigma {100.0 * four / Pairs:0} %");
                // 5 % and three standard errors of 400 pairs.
                Assert.InRange(up, 0, Pairs * 0.083);
                Assert.InRange(either, 0, Pairs * 0.083);
                if (carry == 0) Assert.True(one > 0.93 * Pairs, $"{one}");
                if (carry <= 0.5) Assert.True(four > 0.8 * Pairs, $"{four}");
            }
    }
}
