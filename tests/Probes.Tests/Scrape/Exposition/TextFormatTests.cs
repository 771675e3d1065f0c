namespace Bellwether.Probes.Tests.Scrape.Exposition;

public sealed class TextFormatTests
{
    [Theory]
    [InlineData("a 1", 1)]
    [InlineData("a 1\n", 1)]
    [InlineData("\n\n \na\t 1 \t\n\n", 1)]
    [InlineData(" # HELP a b\na 1", 1)]
    [InlineData("a -1.5e3", -1500)]
    [InlineData("a +0.25", 0.25)]
    [InlineData("a .5", 0.5)]
    [InlineData("a 5.", 5)]
    [InlineData("a 0001", 1)]
    [InlineData("a NaN", double.NaN)]
    [InlineData("a nan", double.NaN)]
    [InlineData("a +Inf", double.PositiveInfinity)]
    [InlineData("a Inf", double.PositiveInfinity)]
    [InlineData("a -inf", double.NegativeInfinity)]
    [InlineData("a Infinity", double.PositiveInfinity)]
    [InlineData("a 1e300", 1e300)]
    [InlineData("a 1 1395066363000", 1)]
    [InlineData("a{} 1", 1)]
    [InlineData("a{x=\"1\",} 1", 1)]
    [InlineData("a { x = \"1\" , y = \"2\" } 1", 1)]
    [InlineData("a{x=\"1\" y=\"2\"} 1", 1)]
    [InlineData("a{x=\"1\"}1", 1)]
    [InlineData("# a comment\n#another\n#\n# HELP\n# TYPE\n# FOO a\na 1", 1)]
    [InlineData("# TYPE a gauge\n# HELP a late\na 1\n# HELP a again\n# TYPE a gauge\n", 1)]
    [InlineData("a{x=\"\",x=\"1\"} 1", 1)]
    [InlineData("a{x=\"1\",x=\"\",x=\"\"} 1", 1)]
    [InlineData("{\"a\"} 1", 1)]
    [InlineData("{\"a\", x=\"1\"} 1", 1)]
    public void What_Prometheus_takes_is_taken(string page, double value) =>
        Assert.Equal(value, Assert.Single(Pages.Text(page).Readings).Value);

    [Theory]
    [InlineData("a 1\n0a 1", 2, "expected a metric name, found \"0a 1\"")]
    [InlineData("a", 1, "there is no value")]
    [InlineData("a ", 1, "there is no value")]
    [InlineData("a x", 1, "\"x\" is not a number")]
    [InlineData("a 0x1", 1, "\"0x1\" is not a number")]
    [InlineData("a 1_2", 1, "\"1_2\" is not a number")]
    [InlineData("a 1e400", 1, "\"1e400\" is not a number")]
    [InlineData("a 1\r\nb 1", 1, "\"1\\x0d\" is not a number")]
    [InlineData(" a 1", 1, "blanks before the metric name, at \"a 1\"")]
    [InlineData("a 1\0\n", 1, "\"1\\x00\" is not a number")]
    [InlineData("a 1 1\0\n", 1, "\"1\\x00\" is not a timestamp in milliseconds")]
    [InlineData("a 1 -5", 1, "\"-5\" is not a timestamp in milliseconds")]
    [InlineData("a 1 +5", 1, "\"+5\" is not a timestamp in milliseconds")]
    [InlineData("a 1 9223372036854775808", 1, "\"9223372036854775808\" is not a timestamp in milliseconds")]
    [InlineData("a{x=\"\\\n\"} 1", 1, "a label value has no closing quote")]
    [InlineData("a{__name__=\"b\"} 1", 1, "the label \"__name__\" is the name of the metric itself")]
    [InlineData("# TYPE a gauge \n", 1, "\"gauge \" is not a type of metric")]
    [InlineData("# TYPE a  gauge\n", 1, "\" gauge\" is not a type of metric")]
    [InlineData("a 1 x", 1, "\"x\" is not a timestamp in milliseconds")]
    [InlineData("a 1 1.5", 1, "\"1.5\" is not a timestamp in milliseconds")]
    [InlineData("a 1 1 1", 1, "expected the end of the line after the timestamp, found \"1\"")]
    [InlineData("a{x=\"1} 1\nb 2", 1, "a label value has no closing quote")]
    [InlineData("a{x='1'} 1", 1, "expected a label value in double quotes, found \"'1'} 1\"")]
    [InlineData("a{x} 1", 1, "expected \"=\" after a label name, found \"} 1\"")]
    [InlineData("a{,} 1", 1, "expected a label name, found \",} 1\"")]
    [InlineData("a{x=\"1\",,} 1", 1, "expected a label name, found \",} 1\"")]
    [InlineData("a{x=\"1\",x=\"2\"} 1", 1, "the label \"x\" is there twice")]
    [InlineData("a{x:y=\"1\"} 1", 1, "expected \"=\" after a label name, found \":y=\"1\"} 1\"")]
    [InlineData("{x=\"1\"} 1", 1, "the braces hold no metric name")]
    [InlineData("a{", 1, "expected a label name, found the end of the line")]
    [InlineData("a{x=\"\\", 1, "a label value has no closing quote")]
    [InlineData("# TYPE a meh\n", 1, "\"meh\" is not a type of metric")]
    [InlineData("# TYPE a gauge x\n", 1, "\"gauge x\" is not a type of metric")]
    [InlineData("\n\n# TYPE a\n", 3, "the end of the line is not a type of metric")]
    [InlineData("# HELP 0 x\n", 1, "expected a metric name, found \"0 x\"")]
    [InlineData("<!DOCTYPE html>\n", 1, "expected a metric name, found \"<!DOCTYPE html>\"")]
    [InlineData("a 1\n\0", 2, "expected a metric name, found \"\\x00\"")]
    [InlineData("\uFEFFa 1\n", 1, "expected a metric name, found \"\\xef\\xbb\\xbfa 1\"")]
    public void What_Prometheus_refuses_is_refused_with_line_and_reason(string page, int line, string reason)
    {
        var fault = Pages.TextFault(page);
        Assert.Equal((line, "unparsable", reason), (fault.Line, fault.Word, fault.Reason));
        Assert.Equal($"line {line}: {reason}", fault.ToString());
    }

    [Fact]
    public void Escapes_in_label_values_are_undone_and_unknown_ones_stay()
    {
        var labels = Assert.Single(Pages.Text("""a{q="\"",b="\\n",n="\n",d="\d",u="é # }"} 1""").Readings).Labels;
        Assert.Equal(["\"", "\\n", "\n", "\\d", "é # }"], labels.Select(l => l.Value));
    }

    [Theory]
    [InlineData("a{x=\"\",x=\"1\"} 1\n")]
    [InlineData("a{x=\"1\",x=\"\"} 1\n")]
    [InlineData("a{x=\"\",x=\"\"} 1\n")]
    public void A_label_without_a_value_takes_another_of_its_name_with_it(string page)
    {
        var labels = Assert.Single(Pages.Text(page).Readings).Labels;
        Assert.Equal(("x", ""), (Assert.Single(labels).Key, labels["x"]));
    }

    [Fact]
    public void A_line_feed_inside_a_label_value_is_taken_and_lines_are_still_counted_right()
    {
        Assert.Equal("1\n2", Pages.Text("a{x=\"1\n2\"} 1\n").Readings[0].Labels["x"]);
        Assert.Equal(3, Pages.TextFault("a{x=\"1\n2\"} 1\n!").Line);
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_refused_where_we_read_them_and_ignored_in_comments()
    {
        Assert.NotNull(Read("# \xff\na 1\n"));
        Assert.Null(Read("a{x=\"\xff\"} 1\n"));
        Assert.Null(Read("# HELP a \xff\na 1\n"));
    }

    [Fact]
    public void An_empty_page_has_no_readings() => Assert.Empty(Pages.Text("").Readings);

    private static IReadOnlyList<Reading>? Read(string latin1)
    {
        var parser = new Probes.Scrape.Exposition.ExpositionParser(Probes.Scrape.Exposition.ExpositionLimits.Default);
        _ = parser.TryParse(System.Text.Encoding.Latin1.GetBytes(latin1),
            Probes.Scrape.Exposition.ExpositionFormat.Text, out var page, out _);
        return page?.Readings;
    }
}
