using Bellwether.Probes.Http;

namespace Bellwether.Probes.Tests.Http;

public sealed class StatusRangeTests
{
    [Theory]
    [InlineData("200", 200, 200)]
    [InlineData("599", 599, 599)]
    [InlineData("2xx", 200, 299)]
    [InlineData("5XX", 500, 599)]
    [InlineData("200-204", 200, 204)]
    [InlineData("100-100", 100, 100)]
    public void A_status_a_hundred_or_a_range_is_read(string text, int first, int last) =>
        Assert.Equal(new StatusRange(first, last), StatusRange.Parse(text, null));

    [Theory]
    [InlineData("")]
    [InlineData("99")]
    [InlineData("600")]
    [InlineData("0200")]
    [InlineData("6xx")]
    [InlineData("0xx")]
    [InlineData("20x")]
    [InlineData("204-200")]
    [InlineData("200-")]
    [InlineData("200-2xx")]
    [InlineData("200-202-204")]
    [InlineData(" 200")]
    [InlineData("+20")]
    [InlineData("٢٠٠")]
    public void Anything_else_is_refused(string text)
    {
        var fault = Assert.Throws<FormatException>(() => StatusRange.Parse(text, null));
        Assert.Equal($"'{text}' is no status: write 200, 2xx or 200-204 (100 to 599).", fault.Message);
    }

    [Theory]
    [InlineData("404")]
    [InlineData("4xx")]
    [InlineData("400-404")]
    public void It_is_written_as_it_is_read(string text) => Assert.Equal(text, $"{StatusRange.Parse(text, null)}");

    [Theory]
    [InlineData(199, false)]
    [InlineData(200, true)]
    [InlineData(299, true)]
    [InlineData(300, false)]
    public void Both_ends_are_in_the_range(int status, bool holds) =>
        Assert.Equal(holds, new StatusRange(200, 299).Holds(status));
}
