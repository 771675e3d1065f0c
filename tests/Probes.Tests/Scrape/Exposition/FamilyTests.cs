namespace Bellwether.Probes.Tests.Scrape.Exposition;

public sealed class FamilyTests
{
    [Theory]
    [InlineData("# TYPE x histogram\nx_bucket{le=\"+Inf\"} 1", "x", MetricType.Histogram)]
    [InlineData("# TYPE x histogram\nx_sum 1", "x", MetricType.Histogram)]
    [InlineData("# TYPE x histogram\nx_count 1", "x", MetricType.Histogram)]
    [InlineData("# TYPE x histogram\nx_total 1", "x_total", MetricType.Unknown)]
    [InlineData("# TYPE x summary\nx{quantile=\"0.5\"} 1", "x", MetricType.Summary)]
    [InlineData("# TYPE x summary\nx_sum 1", "x", MetricType.Summary)]
    [InlineData("# TYPE x summary\nx_bucket 1", "x_bucket", MetricType.Unknown)]
    [InlineData("# TYPE x_total counter\nx_total 1", "x_total", MetricType.Counter)]
    [InlineData("# TYPE x counter\nx_total 1", "x", MetricType.Counter)]
    [InlineData("# TYPE x gauge\nx_sum 1", "x_sum", MetricType.Unknown)]
    [InlineData("# TYPE x untyped\nx 1", "x", MetricType.Unknown)]
    [InlineData("# TYPE x info\nx 1", "x", MetricType.Info)]
    [InlineData("# HELP x words\nx 1", "x", MetricType.Unknown)]
    [InlineData("# TYPE x histogram\n# TYPE y gauge\nx_sum 1", "x", MetricType.Histogram)]
    [InlineData("# TYPE x_sum gauge\n# TYPE x histogram\nx_sum 1", "x", MetricType.Histogram)]
    [InlineData("x 1\n# TYPE x gauge", "x", MetricType.Unknown)]
    public void In_text_a_sample_finds_its_family(string page, string name, MetricType type)
    {
        var family = Assert.Single(Pages.Text(page).Readings).Family;
        Assert.Equal((name, type), (family.Name, family.Type));
    }

    [Theory]
    [InlineData("# TYPE x counter\nx_total 1", "x", MetricType.Counter)]
    [InlineData("# TYPE x counter\nx_created 1", "x", MetricType.Counter)]
    [InlineData("# TYPE x summary\nx_count 1", "x", MetricType.Summary)]
    [InlineData("# TYPE x gaugehistogram\nx_bucket{le=\"+Inf\"} 1", "x", MetricType.GaugeHistogram)]
    [InlineData("# TYPE x info\nx_info 1", "x", MetricType.Info)]
    [InlineData("# TYPE x stateset\nx{x=\"up\"} 1", "x", MetricType.StateSet)]
    [InlineData("# TYPE y gauge\nx_total 1", "x_total", MetricType.Unknown)]
    public void In_OpenMetrics_a_sample_finds_its_family(string page, string name, MetricType type)
    {
        var family = Assert.Single(Pages.OpenMetrics(page + "\n# EOF\n").Readings).Family;
        Assert.Equal((name, type), (family.Name, family.Type));
    }

    [Fact]
    public void A_unit_is_taken_from_its_line_in_both_formats()
    {
        const string Page = "# TYPE x_seconds gauge\n# UNIT x_seconds seconds\nx_seconds 1\n";
        Assert.Equal("seconds", Pages.Text(Page).Readings[0].Family.Unit);
        Assert.Equal("seconds", Pages.OpenMetrics(Page + "# EOF").Readings[0].Family.Unit);
        Assert.Null(Pages.Text("x_seconds 1").Readings[0].Family.Unit);
    }

    [Fact]
    public void Families_without_samples_are_on_the_page_too() =>
        Assert.Equal(["b", "a"], Pages.Text("# TYPE a gauge\n# TYPE b gauge\nb 1\n").Families.Select(f => f.Name));
}
