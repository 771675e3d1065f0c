namespace Bellwether.Probes.Tests.Scrape.Exposition;

public sealed class OpenMetricsFormatTests
{
    [Theory]
    [InlineData("# EOF")]
    [InlineData("# EOF\n")]
    [InlineData("a 1\n# EOF")]
    [InlineData("a{} 1 1.5\n# EOF\n")]
    [InlineData("# TYPE a counter\na_total 1 2 # {t=\"x\"} 0.5 3\n# EOF\n")]
    [InlineData("# TYPE a histogram\na_bucket{le=\"+Inf\"} 1 # {} 0.5\na_count 1\na_sum 0.5\n# EOF\n")]
    public void A_right_page_is_read(string page) => Pages.OpenMetrics(page);

    [Theory]
    [InlineData("a 1\n", 2, "the page ends without \"# EOF\"")]
    [InlineData("a 1", 1, "the page ends in the middle of a line")]
    [InlineData("a 1\n\n# EOF\n", 2, "a blank line")]
    [InlineData("a 1\n# EOF\n\n", 2, "there is more after \"# EOF\"")]
    [InlineData("a 1\n# EOF \n", 2, "\"# EOF \" is neither TYPE, HELP, UNIT nor EOF")]
    [InlineData(" a 1\n# EOF\n", 1, "expected a metric name, found \" a 1\"")]
    [InlineData("a  1\n# EOF\n", 1, "there is no value")]
    [InlineData("a\t1\n# EOF\n", 1, "expected one space before the value, found \"\\x091\"")]
    [InlineData("a 1 \n# EOF\n", 1, "the end of the line is not a timestamp in seconds")]
    [InlineData("a 1 1 \n# EOF\n", 1, "expected the end of the line or an exemplar, found \" \"")]
    [InlineData("a{x=\"1\",} 1\n# EOF\n", 1, "a comma after the last label")]
    [InlineData("a{x=\"1\"y=\"2\"} 1\n# EOF\n", 1, "expected \",\" or \"}\" after a label, found \"y=\"2\"} 1\"")]
    [InlineData("a{ x=\"1\"} 1\n# EOF\n", 1, "expected a label name, found \" x=\"1\"} 1\"")]
    [InlineData("a{x=\"1\n\"} 1\n# EOF\n", 1, "a label value has no closing quote")]
    [InlineData("# TYPE a counter\na 1\n# EOF\n", 3, "two families lay claim to the name a, or one is in two places")]
    [InlineData("a 1\nb 1\na 2\n# EOF\n", 4, "two families lay claim to the name a, or one is in two places")]
    [InlineData("# TYPE a gauge\n# UNIT a seconds\n# EOF\n", 3, "the name a does not end with its unit, seconds")]
    [InlineData("# TYPE a_s info\n# UNIT a_s s\n# EOF\n", 3, "a_s has a unit, but an info or a stateset has none")]
    [InlineData("# TYPE a counter\na_total -1\n# EOF\n", 2, "a: a total is neither negative nor NaN")]
    [InlineData("# TYPE a gauge\na 1 # {x=\"1\"} 1\n# EOF\n", 2,
        "only buckets and the totals of counters may have an exemplar")]
    [InlineData("# TYPE a histogram\na_bucket{le=\"1\"} 1\n# EOF\n", 3, "a histogram without a bucket le=\"+Inf\"")]
    [InlineData("# TYPE a histogram\na_bucket{le=\"1\"} 2\na_bucket{le=\"+Inf\"} 1\n# EOF\n", 3,
        "a bucket holds fewer than the one before it")]
    public void A_wrong_page_is_refused_with_line_and_reason(string page, int line, string reason)
    {
        var fault = Pages.OpenMetricsFault(page);
        Assert.Equal((line, reason), (fault.Line, fault.Reason));
    }

    [Fact]
    public void Exemplars_and_timestamps_leave_the_reading_as_it_is() =>
        Assert.Equal(
            Pages.Show(Pages.OpenMetrics("# TYPE a counter\na_total{x=\"1\"} 7\n# EOF\n")),
            Pages.Show(Pages.OpenMetrics("# TYPE a counter\na_total{x=\"1\"} 7 99.5 # {id=\"q\"} 1 2\n# EOF\n")));
}
