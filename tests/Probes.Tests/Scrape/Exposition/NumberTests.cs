using System.Globalization;
using System.Text;
using Bellwether.Probes.Scrape.Exposition;
using FsCheck;
using FsCheck.Fluent;

namespace Bellwether.Probes.Tests.Scrape.Exposition;

public sealed class NumberTests
{
    [Fact]
    public void Any_double_written_out_is_read_back_to_the_bit() => Prop.ForAll<double>(number =>
        Same(number, number.ToString("R", CultureInfo.InvariantCulture).Replace("∞", "Inf", StringComparison.Ordinal)))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Short_decimals_are_rounded_as_the_framework_rounds_them() =>
        Prop.ForAll<ulong, byte>((digits, point) =>
        {
            var text = digits.ToString(CultureInfo.InvariantCulture)[..Math.Min(17, digits.ToString().Length)];
            text = text.Insert(point % (text.Length + 1), ".");
            return text == "." || Same(double.Parse(text, CultureInfo.InvariantCulture), text);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("9007199254740993")]
    [InlineData("0.3")]
    [InlineData("123456789.123456789")]
    [InlineData("-0")]
    [InlineData("0.013300656000000001")]
    [InlineData("2.2250738585072011e-308")]
    public void Hard_numbers_are_read_to_the_bit(string text) =>
        Assert.True(Same(double.Parse(text, CultureInfo.InvariantCulture), text));

    [Theory]
    [InlineData("")]
    [InlineData("+")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("-.")]
    [InlineData("1.2.3")]
    [InlineData("1,5")]
    [InlineData("1 ")]
    [InlineData("e5")]
    [InlineData("+NaN")]
    [InlineData("infinit")]
    [InlineData("0x1p3")]
    [InlineData("1e999")]
    [InlineData("٣")]
    public void What_is_no_number_is_refused(string text) =>
        Assert.False(Number.TryParse(Encoding.UTF8.GetBytes(text), out _));

    private static bool Same(double expected, string text) =>
        Number.TryParse(Encoding.UTF8.GetBytes(text), out var read)
        && BitConverter.DoubleToInt64Bits(read) == BitConverter.DoubleToInt64Bits(expected);
}
