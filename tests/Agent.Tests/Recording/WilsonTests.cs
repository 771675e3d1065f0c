using Bellwether.Testing.Recording;

namespace Bellwether.Agent.Tests.Recording;

public sealed class WilsonTests
{
    /// <summary>Worked out by hand from Wilson's formula with z = 1.96.</summary>
    [Theory]
    [InlineData(0, 10, 0, 0.2775)]
    [InlineData(5, 10, 0.2366, 0.7634)]
    [InlineData(10, 10, 0.7225, 1)]
    [InlineData(12, 1200, 0.0057, 0.0174)]
    public void The_interval_is_that_of_the_formula(double hits, double of, double low, double high)
    {
        var interval = Wilson.Of(hits / of, of);
        Assert.Equal(low, interval.Low, 0.0001);
        Assert.Equal(high, interval.High, 0.0001);
    }

    [Fact]
    public void Of_no_cases_nothing_is_known() => Assert.Equal(new(0, 1), Wilson.Of(double.NaN, 0));
}
