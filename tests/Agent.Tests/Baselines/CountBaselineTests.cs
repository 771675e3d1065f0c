using Bellwether.Agent.Baselines;
using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Agent.Tests.Judging;
using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Tests.Baselines;

public sealed class CountBaselineTests
{
    [Fact]
    public void Independent_requests_have_a_dispersion_near_one()
    {
        var dice = new Dice(5);
        var pairs = Enumerable.Range(0, 1440).Select(_ => CountPair.Of(dice.Binomial(200, 0.05), 200)).ToList();
        Assert.InRange(CountBaseline.Of(pairs).Dispersion, 1, 1.25);
    }

    [Fact]
    public void Bursts_raise_the_dispersion()
    {
        // Blocks of five alternate between 2 % and 8 % of 1000: 2 · 30² · … / (1000 · 0.05 · 0.95) by hand is
        // 18.95·n/(n−1).
        var pairs = Enumerable.Range(0, 60).Select(i => CountPair.Of(i / 5 % 2 == 0 ? 4 : 16, 200)).ToList();
        Assert.Equal(900.0 / 47.5 * 12 / 11, CountBaseline.Of(pairs).Dispersion, 6);
    }

    [Fact]
    public void A_baseline_without_bad_ones_has_dispersion_one() =>
        Assert.Equal(1, CountBaseline.Of([.. Enumerable.Repeat(CountPair.Of(0, 10), 60)]).Dispersion);

    [Fact]
    public void Only_the_last_1440_unmasked_points_count()
    {
        Point masked = Story.Pair(10, 10) with { Masked = true };
        var points = new List<Point>(
            [.. Story.Pair(10, 10).Times(500), .. Story.Pair(1, 10).Times(1440), .. masked.Times(50)]);
        var baseline = CountBaseline.Of(new(Story.T0, TimeSpan.FromSeconds(15), points), SignalKind.Ratio, 0);
        Assert.Equal(CountPair.Of(1440, 14400), baseline.Counts);
        Assert.Equal(Story.T0 + 500 * TimeSpan.FromSeconds(15), baseline.From);
        Assert.Equal(Story.T0 + 1940 * TimeSpan.FromSeconds(15), baseline.To);
    }

    [Theory]
    [InlineData(59, false)]
    [InlineData(60, true)]
    public void Sixty_points_suffice(int points, bool suffices) =>
        Assert.Equal(suffices, CountBaseline.Of([.. Enumerable.Repeat(CountPair.Of(0, 1), points)]).Suffices);

    [Theory]
    [InlineData(double.NaN, 1)]
    [InlineData(1, double.NaN)]
    [InlineData(-1, 1)]
    [InlineData(2, 1)]
    [InlineData(0, double.PositiveInfinity)]
    [InlineData(1e300, 1e300)]
    public void What_cannot_be_a_count_is_missing(double bad, double total) =>
        Assert.False(CountPair.Of(bad, total).Seen);
}
