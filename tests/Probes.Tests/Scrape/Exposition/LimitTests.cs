using Bellwether.Probes.Scrape.Exposition;

namespace Bellwether.Probes.Tests.Scrape.Exposition;

public sealed class LimitTests
{
    private static readonly ExpositionLimits Small = new()
    {
        BodyBytes = 1024,
        Samples = 3,
        Labels = 2,
        NameBytes = 16,
        ValueBytes = 16,
        LineBytes = 256,
    };

    public static TheoryData<string, string, int> Pages_over_a_limit => new()
    {
        { new string('\n', 1025), "too-large", 1 },
        { "a 1\nb 1\nc 1\nd 1\n", "too-many-samples", 4 },
        { "# TYPE a gauge\n# TYPE b gauge\n# TYPE c gauge\n# TYPE d gauge\n", "too-many-families", 5 },
        { "a{b=\"\",c=\"\",d=\"\"} 1\n", "too-many-labels", 1 },
        { "a23456789012345_7 1\n", "name-too-long", 1 },
        { "a{b23456789012345_7=\"\"} 1\n", "name-too-long", 1 },
        { "a{b=\"12345678901234567\"} 1\n", "value-too-long", 1 },
        { "a 1\n# " + new string('x', 255) + "\n", "line-too-long", 2 },
    };

    public static TheoryData<string> Pages_at_a_limit =>
    [
        new string('\n', 1024),
        "a 1\nb 1\nc 1\n",
        "a{b=\"\",c=\"\"} 1\n",
        "a23456789012345_ 1\n",
        "a{b=\"1234567890123456\"} 1\n",
        "# " + new string('x', 254) + "\n",
    ];

    [Theory]
    [MemberData(nameof(Pages_over_a_limit))]
    public void A_page_over_a_limit_is_refused_by_the_limits_name(string page, string word, int line)
    {
        var fault = Pages.Faulty(page, ExpositionFormat.Text, Small);
        Assert.Equal((word, line), (fault.Word, fault.Line));
    }

    [Theory]
    [MemberData(nameof(Pages_at_a_limit))]
    public void A_page_just_at_a_limit_is_read(string page) =>
        Assert.True(new ExpositionParser(Small).TryParse(
            System.Text.Encoding.UTF8.GetBytes(page), ExpositionFormat.Text, out _, out _));

    [Fact]
    public void The_defaults_are_the_ones_written_down()
    {
        var limits = ExpositionLimits.Default;
        Assert.Equal((10 << 20, 50_000, 64), (limits.BodyBytes, limits.Samples, limits.Labels));
        Assert.Equal((512, 4_096, 64 << 10), (limits.NameBytes, limits.ValueBytes, limits.LineBytes));
    }

    [Fact]
    public void Words_that_come_and_go_do_not_fill_the_memory()
    {
        var words = new WordTable();
        for (var i = 0; i < 2 * WordTable.Capacity; i++)
            _ = words.Of(System.Text.Encoding.ASCII.GetBytes($"{i}"));
        Assert.InRange(words.Count, 1, WordTable.Capacity);
        _ = words.Of(new byte[WordTable.LongestKept + 1]);
        Assert.InRange(words.Count, 1, WordTable.Capacity);
    }

    [Fact]
    public void Families_that_come_and_go_do_not_fill_the_memory_with_what_they_lay_claim_to()
    {
        var table = new FamilyTable(ExpositionLimits.Default);
        for (var i = 0; i < 3 * FamilyTable.MostClaims; i++)
            Assert.Equal($"f{i}_total", table.ClaimsOf(table.Of($"f{i}", MetricType.Counter, null))[1]);
        Assert.InRange(table.Claims, 1, FamilyTable.MostClaims);
    }

    [Fact]
    public void Families_with_long_names_that_come_and_go_are_kept_by_their_letters()
    {
        var table = new FamilyTable(ExpositionLimits.Default);
        var pad = new string('x', ExpositionLimits.Default.NameBytes - 8);
        long most = 0;
        for (var i = 0; i < 30_000; i++)
        {
            _ = table.ClaimsOf(table.Of($"{pad}{i}", MetricType.Histogram, null));
            most = Math.Max(most, table.Letters);
        }

        // What reaches the bound is still kept.
        Assert.InRange(most, FamilyTable.MostLetters,
            FamilyTable.MostLetters + FamilyTable.MostClaimedLetters + (6 * ExpositionLimits.Default.NameBytes));
    }

    [Fact]
    public void A_unit_that_is_longer_than_a_name_may_be_is_neither_kept_nor_told()
    {
        var pools = new SeriesPools(ExpositionLimits.Default);
        var parser = new ExpositionParser(ExpositionLimits.Default, pools);
        for (var i = 0; i < 10; i++)
        {
            var page = $"# TYPE a{i} gauge\n# UNIT a{i} {new string('u', 60_000)}\na{i} 1\n# EOF\n";
            Assert.False(parser.TryParse(System.Text.Encoding.ASCII.GetBytes(page), ExpositionFormat.OpenMetrics,
                out _, out var fault));
            Assert.Equal(("name-too-long", 2), (fault.Word, fault.Line));
            Assert.InRange(fault.Reason.Length, 1, 200);
        }

        Assert.InRange(pools.Of(ExpositionFormat.OpenMetrics).Families.Letters, 0, 1_000);
    }

    [Fact]
    public void Series_that_come_and_go_are_forgotten()
    {
        var pool = new SeriesPool(ExpositionLimits.Default);
        var parts = new PageParts(ExpositionFormat.Text, ExpositionLimits.Default, pool);
        for (var look = 0; look < 50; look++)
        {
            var page = string.Concat(Enumerable.Range(0, 100).Select(i => $"a{{id=\"{look}-{i}\"}} 1\n"));
            parts.BeginPage();
            var cursor = new ByteCursor(System.Text.Encoding.ASCII.GetBytes(page), 1000, isUtf8: true);
            new TextPageReader(parts).Read(ref cursor);
            _ = parts.EndPage();
        }

        Assert.InRange(pool.Count, 100, 200);
    }

    [Fact]
    public void Names_and_label_sets_of_an_unchanged_line_are_the_same_objects_look_after_look()
    {
        var parser = new ExpositionParser(ExpositionLimits.Default);
        Assert.True(parser.TryParse("# TYPE a gauge\na{x=\"1\"} 1\n"u8, ExpositionFormat.Text, out var first, out _));
        Assert.True(parser.TryParse("# TYPE a gauge\na{x=\"1\"} 2\n"u8, ExpositionFormat.Text, out var second, out _));
        Assert.Same(first.Readings[0].Labels, second.Readings[0].Labels);
        Assert.Same(first.Readings[0].Name, second.Readings[0].Name);
        Assert.Same(first.Readings[0].Family, second.Readings[0].Family);
        Assert.Equal(2, second.Readings[0].Value);
    }
}
