using Bellwether.Testing.Judging;

namespace Bellwether.Agent.Tests.Judging.Measuring;

public sealed class FaultCatalogTests
{
    [Theory]
    [InlineData("+20 %", 12, 12, 12, 12)]
    [InlineData("+100 %", 20, 20, 20, 20)]
    [InlineData("+2 σ", 16, 16, 16, 16)]
    [InlineData("leak", 11, 15, 16, 20)]
    [InlineData("late", 10, 10, 20, 20)]
    [InlineData("spike", 30, 10, 10, 10)]
    public void A_fault_does_what_its_name_says(string name, double first, double fifth, double sixth, double last)
    {
        var levels = Put(name, [10, 10, 10, 10, 10, 10, 10, 10, 10, 10]);
        double[] seen = [levels[0], levels[4], levels[5], levels[9]];
        Assert.Equal([first, fifth, sixth, last], seen.Select(level => Math.Round(level, 9)));
    }

    [Fact]
    public void The_spread_grows_around_a_level_that_stays()
    {
        double[] healthy = [.. Enumerable.Range(0, 60).Select(i => i % 2 == 0 ? 9.0 : 11.0)];
        var levels = Put("spread", healthy);
        Assert.Equal(2.5 * Averages.Spread(healthy), Averages.Spread(levels), 0.1);
        Assert.Equal(10, Averages.Mean(levels), 0.1);
    }

    [Fact]
    public void What_is_missing_stays_missing_under_every_fault() => Assert.All(FaultCatalog.All, fault =>
        Assert.Equal([false, true, false], fault.Put(new([10, double.NaN, 10], 3, 1)).Select(double.IsNaN)));

    [Fact]
    public void The_healthy_levels_are_left_as_they_were() => Assert.All(FaultCatalog.All, fault =>
    {
        double[] healthy = [1, 2, 3, 4];
        fault.Put(new(healthy, 1, 2));
        Assert.Equal([1, 2, 3, 4], healthy);
    });

    private static double[] Put(string name, double[] healthy) =>
        FaultCatalog.All.Single(fault => fault.Name == name).Put(new(healthy, Spread: 3, WarmUp: 3));
}
