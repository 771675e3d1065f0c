using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Configuration.Scalars;

namespace Bellwether.Agent.Tests.Configuration.Scalars;

public sealed class ScalarsTests
{
    [Theory]
    [InlineData("250ms", 0.25)]
    [InlineData("5s", 5)]
    [InlineData("1.5s", 1.5)]
    [InlineData("10m", 600)]
    [InlineData("4h", 14400)]
    [InlineData("2d", 172800)]
    [InlineData("5 s", 5)]
    [InlineData("0s", 0)]
    public void A_duration_has_one_unit(string text, double seconds)
    {
        Assert.True(Duration.TryRead(text, out var duration));
        Assert.Equal(seconds, duration.TotalSeconds, 9);
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("s")]
    [InlineData("-5s")]
    [InlineData("5S")]
    [InlineData("5sec")]
    [InlineData("1h30m")]
    [InlineData("1e3s")]
    [InlineData("5.s")]
    [InlineData(".5s")]
    [InlineData("1,5s")]
    [InlineData("∞s")]
    [InlineData("٥s")]
    [InlineData("9999d")]
    [InlineData("99999999999999999999s")]
    [InlineData("NaNs")]
    public void Anything_else_is_no_duration(string text) => Assert.False(Duration.TryRead(text, out _));

    [Theory]
    [InlineData("20%", 0.2)]
    [InlineData("0.2", 0.2)]
    [InlineData("99.9%", 0.999)]
    [InlineData("99.95 %", 0.9995)]
    [InlineData("150%", 1.5)]
    [InlineData("0", 0)]
    public void A_share_is_a_percentage_or_a_number(string text, double value) =>
        Assert.Equal(value, Ratio.Parse(text, null).Value);

    [Theory]
    [InlineData("%")]
    [InlineData("-5%")]
    [InlineData("5%%")]
    [InlineData("0.5pp")]
    [InlineData("1e-3")]
    [InlineData("Infinity")]
    public void Anything_else_is_no_share(string text) => Assert.False(Ratio.TryParse(text, null, out _));

    [Theory]
    [InlineData("0.5pp", 0.005, true)]
    [InlineData("50%", 0.5, false)]
    [InlineData("0.5", 0.5, false)]
    public void A_tolerance_is_a_share_or_percentage_points(string text, double value, bool isDifference) =>
        Assert.Equal(new Tolerance(value, isDifference), Tolerance.Parse(text, null));

    [Theory]
    [InlineData("800ms", 0.8, "Seconds")]
    [InlineData("5m", 300, "Seconds")]
    [InlineData("512MiB", 536870912, "Bytes")]
    [InlineData("1.5kB", 1500, "Bytes")]
    [InlineData("5%", 0.05, "Ratio")]
    [InlineData("12", 12, "None")]
    public void A_level_knows_what_it_measures(string text, double value, string dimension) =>
        Assert.Equal((value, dimension),
            (Quantity.Parse(text, null).Value, Quantity.Parse(text, null).Dimension.ToString()));

    [Theory]
    [InlineData("3 of 5", 3, 5)]
    [InlineData("1  of 1", 1, 1)]
    public void A_count_is_some_of_some(string text, int k, int n) =>
        Assert.Equal(new KOfN(k, n), KOfN.Parse(text, null));

    [Theory]
    [InlineData("3/5")]
    [InlineData("3 out of 5")]
    [InlineData("-3 of 5")]
    [InlineData("6 of 5")]
    [InlineData("0 of 5")]
    [InlineData("1 of 1001")]
    public void Anything_else_is_no_count(string text)
    {
        Assert.False(KOfN.TryParse(text, null, out _));
        Assert.Throws<FormatException>(() => KOfN.Parse(text, null));
    }

    [Theory]
    [InlineData("90s")]
    [InlineData("2h")]
    [InlineData("250ms")]
    [InlineData("7d")]
    [InlineData("0s")]
    public void A_duration_is_written_as_it_is_read(string text)
    {
        Assert.True(Duration.TryRead(text, out var duration));
        Assert.Equal(text, Duration.Write(duration));
    }
}
