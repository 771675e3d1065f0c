using Bellwether.Testing.Judging;

namespace Bellwether.Agent.Tests.Judging.Measuring;

public sealed class SeriesReaderTests
{
    [Fact]
    public void A_file_becomes_points_on_a_grid_of_its_own_interval()
    {
        var series = Read("minute,cpu,p99,anomaly\n0,1,5,0\n5,2,,0\n10,3,7,1\n20,4,8,0\n");
        Assert.Equal(TimeSpan.FromMinutes(5), series.Interval);
        Assert.Equal(["cpu", "p99"], series.Signals);
        Assert.Equal([1, 2, 3, double.NaN, 4], series.Levels[0]);
        Assert.Equal([5, double.NaN, 7, double.NaN, 8], series.Levels[1]);
        Assert.Equal([false, false, true, false, false], series.Sick);
    }

    [Fact]
    public void Seconds_that_jitter_by_one_are_a_minute_all_the_same()
    {
        var series = Read("unixSeconds,cpu,anomaly\n1000,1,0\n1060,2,0\n1121,3,0\n1180,4,0\n1240,5,0\n");
        Assert.Equal(TimeSpan.FromMinutes(1), series.Interval);
        Assert.Equal([1, 2, 3, 4, 5], series.Levels[0]);
    }

    [Fact]
    public void What_is_near_a_known_fault_is_sick()
    {
        var series = Read("unixSeconds,cpu,anomaly\n1000,1,0\n1060,2,0\n1120,3,0\n1180,4,0\n");
        series.MarkSick(1120, TimeSpan.FromSeconds(60));
        Assert.Equal([false, true, true, true], series.Sick);
    }

    [Theory]
    [InlineData("minute,cpu\n0,1\n1,2\n", "the first line must be")]
    [InlineData("hour,cpu,anomaly\n0,1,0\n1,2,0\n", "not hour")]
    [InlineData("minute,cpu,anomaly\n0,1,0\n", "fewer than two rows")]
    [InlineData("minute,cpu,anomaly\n0,1,0\n1,x,0\n", "line 3: 'x' is no number")]
    [InlineData("minute,cpu,anomaly\n0,1,0\n1,2\n", "line 3 has 2 of 3 cells")]
    [InlineData("minute,cpu,anomaly\n1,1,0\n0,2,0\n", "do not ascend")]
    public void A_file_that_is_none_is_refused_with_its_reason(string text, string reason) =>
        Assert.Contains(reason, Assert.Throws<FormatException>(() => Read(text)).Message, StringComparison.Ordinal);

    private static MeasuredSeries Read(string text) => SeriesReader.Read(new StringReader(text), "machine-1");
}
