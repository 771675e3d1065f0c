using Bellwether.Agent.Judging;
using Bellwether.Testing.Judging;

namespace Bellwether.Agent.Tests.Judging.Measuring;

public sealed class RivalCatalogTests
{
    private const int WarmUp = 5;

    [Theory]
    [InlineData("1.5 × mean, first breach", 6)]
    [InlineData("1.5 × mean, fifth breach", 10)]
    [InlineData("p99, first breach", 6)]
    [InlineData("p99, fifth breach", 10)]
    [InlineData("3 sigma, any", 6)]
    [InlineData("3 sigma, three in a row", 8)]
    [InlineData("CUSUM", 6)]
    [InlineData("E5", 10)]
    [InlineData("rank test, each look", 10)]
    [InlineData("rank test, at the end", 60)]
    public void A_level_that_doubles_is_found_as_soon_as_each_can(string name, int atPoint)
    {
        var rival = RivalCatalog.All.Single(one => one.Name == name);
        Assert.Equal(atPoint, Path(rival, 2).CrossedAt(rival.Shipped));
    }

    [Fact]
    public void A_steady_level_is_above_nobodys_threshold() => Assert.All(
        RivalCatalog.All, rival => Assert.Null(Path(rival, 1).CrossedAt(rival.Shipped)));

    [Fact]
    public void Nobody_looks_at_the_warm_up() => Assert.All([.. RivalCatalog.All, .. RivalCatalog.ReTunedOnly], rival =>
        Assert.All(rival.Scores(Scene(), Levels(2))[..WarmUp], score => Assert.True(double.IsNaN(score))));

    [Fact]
    public void A_path_knows_when_each_threshold_was_passed()
    {
        var path = new CrossingPath([double.NaN, 1, 3, 2, 5]);
        Assert.Equal((2, 3, 5, null), (path.CrossedAt(0.5), path.CrossedAt(1), path.CrossedAt(3), path.CrossedAt(5)));
        Assert.Equal(5, path.Highest);
    }

    private static CrossingPath Path(Rival rival, double times) => new(rival.Scores(Scene(), Levels(times)));

    private static RivalScene Scene()
    {
        var day = Noise(1, 1440);
        return new(day, day.AsSpan()[^60..], LookSchedule.Of(WarmUp, 60), WarmUp);
    }

    private static double[] Levels(double times) => Array.ConvertAll(Noise(1, 1440)[^60..], level => level * times);

    private static double[] Noise(ulong seed, int count)
    {
        var dice = new Dice(seed);
        return [.. Enumerable.Range(0, count).Select(_ => 10 + 0.1 * Math.Min(2, dice.Normal()))];
    }
}
