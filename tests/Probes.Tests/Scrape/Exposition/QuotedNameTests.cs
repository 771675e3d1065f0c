using Bellwether.Probes.Scrape.Exposition;

namespace Bellwether.Probes.Tests.Scrape.Exposition;

/// <summary>Names of any letters, as Prometheus takes them since version 3.</summary>
public sealed class QuotedNameTests
{
    [Theory]
    [InlineData("{\"my.metric\"} 1\n", "my.metric", "")]
    [InlineData("{\"my.metric\",label=\"x\"} 1\n", "my.metric", "label=x")]
    [InlineData("{\"my.metric\",\"a.label\"=\"x\",b=\"y\"} 1\n", "my.metric", "a.label=x b=y")]
    [InlineData("plain{\"a label\"=\"x\"} 1\n", "plain", "a label=x")]
    [InlineData("{\"größe \\\"q\\\" \\\\ \\n\",\"lä\\\"bel\"=\"x\"} 1\n", "größe \"q\" \\ \n", "lä\"bel=x")]
    [InlineData("{\"{}\",\"=,\"=\"}\"} 1\n", "{}", "=,=}")]
    public void A_name_in_quotes_is_read_as_it_is_meant_in_both_formats(string line, string name, string labels)
    {
        foreach (var page in new[] { Pages.Text(line), Pages.OpenMetrics(line + "# EOF\n") })
        {
            var reading = Assert.Single(page.Readings);
            Assert.Equal(name, reading.Name);
            Assert.Equal(labels, string.Join(' ', reading.Labels.Select(label => $"{label.Key}={label.Value}")));
        }
    }

    [Fact]
    public void Metadata_of_a_name_in_quotes_belongs_to_its_samples()
    {
        const string Head = "# HELP \"my.time\" How \\\"long\\\".\n# TYPE \"my.time\" histogram\n";
        const string Rest = "{\"my.time_bucket\",le=\"1\"} 2\n{\"my.time_bucket\",le=\"+Inf\"} 3\n"
            + "{\"my.time_count\"} 3\n{\"my.time_sum\"} 1.5\n";
        foreach (var page in new[] { Pages.Text(Head + Rest), Pages.OpenMetrics(Head + Rest + "# EOF\n") })
        {
            Assert.Equal(new MetricFamily("my.time", MetricType.Histogram, null), Assert.Single(page.Families));
            Assert.All(page.Readings, reading => Assert.Equal(MetricType.Histogram, reading.Family.Type));
        }
    }

    [Fact]
    public void The_rules_of_OpenMetrics_hold_for_names_in_quotes_too()
    {
        const string Counter = "# TYPE \"my.jobs\" counter\n# UNIT \"my.jobs\" \n";
        Assert.Equal("my.jobs", Assert.Single(Pages.OpenMetrics(
            Counter + "{\"my.jobs_total\"} 7 # {id=\"1\"} 1\n# EOF\n").Readings).Family.Name);
        Assert.Equal("my.jobs: a total is neither negative nor NaN",
            Pages.OpenMetricsFault(Counter + "{\"my.jobs_total\"} -7\n# EOF\n").Reason);
    }

    [Theory]
    [InlineData("{\"a\",\"b\"} 1\n", "a second metric name")]
    [InlineData("a{\"b\"} 1\n", "a second metric name")]
    [InlineData("{\"\"} 1\n", "a name in quotes has no letters")]
    [InlineData("a{\"\"=\"1\"} 1\n", "a name in quotes has no letters")]
    [InlineData("{x=\"1\"} 1\n", "the braces hold no metric name")]
    [InlineData("{} 1\n", "the braces hold no metric name")]
    [InlineData("{\"a\",x=\"1\",\"x\"=\"2\"} 1\n", "the label \"x\" is there twice")]
    [InlineData("# TYPE \"a gauge\n", "a name has no closing quote")]
    [InlineData("# HELP \"\" x\n", "a name in quotes has no letters")]
    public void A_name_in_quotes_that_is_none_is_refused(string line, string reason)
    {
        Assert.Equal(reason, Pages.OpenMetricsFault(line + "# EOF\n").Reason);
        if (!line.StartsWith("# TYPE", StringComparison.Ordinal)) Assert.Equal(reason, Pages.TextFault(line).Reason);
    }

    [Theory]
    [InlineData("a_total 1 # {\"b\"} 1\n")]
    [InlineData("a_total 1 # {\"b\",c=\"d\"} 1\n")]
    public void An_exemplar_has_no_name(string line) => Assert.StartsWith("expected \"=\"",
        Pages.OpenMetricsFault("# TYPE a counter\n" + line + "# EOF\n").Reason, StringComparison.Ordinal);

    [Fact]
    public void A_long_name_in_quotes_is_too_long() => Assert.Equal("name-too-long", Pages.Faulty(
        $"{{\"{new string('é', 9)}\"}} 1\n", ExpositionFormat.Text, new() { NameBytes = 16 }).Word);

    [Fact]
    public void A_line_feed_in_a_name_of_a_metadata_line_is_refused() => Assert.Equal(
        "a name in quotes goes over the end of the line", Pages.TextFault("# TYPE \"a\nb\" gauge\n").Reason);
}
