using System.Text;
using Bellwether.Probes.Scrape.Exposition;
using Bellwether.Testing.Fuzz;
using Xunit.Abstractions;

namespace Bellwether.Probes.Tests.Scrape.Exposition;

/// <summary>The bounded run; <c>eng/bench fuzz</c> is the long one. What it found is fixed here, page by
/// page.</summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int Pages = 15_000;

    [Theory]
    [InlineData(ExpositionFormat.Text)]
    [InlineData(ExpositionFormat.OpenMetrics)]
    public void No_page_throws_hangs_fills_the_memory_or_is_read_otherwise_the_second_time(ExpositionFormat format)
    {
        var fuzzer = new PageFuzzer(format, seed: 1, TimeProvider.System);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < Pages; i++) fuzzer.Step();
        var totals = fuzzer.Totals;
        output.WriteLine($"{totals.Pages} pages, {totals.Taken} taken, {totals.Bytes >> 10} KiB, {totals.Outcomes} "
            + $"outcomes, longest {totals.Longest.TotalMilliseconds:0.0} ms, {totals.MostAllocated:0} bytes a byte");
        Assert.True(totals.Findings.Count == 0, string.Join('\n', totals.Findings));
        // It must reach what it is to try: pages that are taken, and many ways of being refused.
        Assert.InRange(totals.Taken, Pages / 50, Pages);
        Assert.InRange(totals.Outcomes, 100, int.MaxValue);
        GC.KeepAlive(fuzzer);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 96 << 20);
    }

    [Theory]
    [InlineData("a{x")]            // threw: what follows a label's name was looked at beyond the end of the page
    [InlineData("a 1\nb{y=\"1\",x")]
    [InlineData("{\"a\"")]
    [InlineData("{\"a")]
    [InlineData("# TYPE \"a")]
    [InlineData("# HELP \"")]
    public void A_page_that_ends_in_the_middle_of_a_name_is_refused(string page)
    {
        foreach (var format in Enum.GetValues<ExpositionFormat>())
        {
            var read = new ExpositionParser(ExpositionLimits.Default)
                .TryParse(Encoding.UTF8.GetBytes(page), format, out _, out var fault);
            Assert.False(read);
            Assert.Equal("unparsable", fault!.Word);
        }
    }

    [Fact]
    public void The_fuzzer_makes_the_same_pages_from_the_same_seed_and_others_from_another()
    {
        var totals = new[] { 7UL, 7UL, 8UL }.Select(seed =>
        {
            var fuzzer = new PageFuzzer(ExpositionFormat.Text, seed, TimeProvider.System);
            for (var i = 0; i < 200; i++) fuzzer.Step();
            return (fuzzer.Totals.Bytes, fuzzer.Totals.Taken, fuzzer.Totals.Outcomes);
        }).ToList();
        Assert.Equal(totals[0], totals[1]);
        Assert.NotEqual(totals[0], totals[2]);
    }
}
