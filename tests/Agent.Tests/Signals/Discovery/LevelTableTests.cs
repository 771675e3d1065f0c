using Bellwether.Agent.Signals.Discovery;

namespace Bellwether.Agent.Tests.Signals.Discovery;

/// <summary>The second kind of entry of a table: levels.</summary>
public sealed class LevelTableTests
{
    [Fact]
    public void Own_levels_are_tried_before_the_built_in_ones()
    {
        var report = Discover(
            "levels: [ { name: ours, what: load1, gauge: our_load } ]",
            "# TYPE our_load gauge\nour_load 3\n# TYPE node_load1 gauge\nnode_load1 4\n");
        Assert.Equal("our_load (ours)", report["app.saturation.load1"]?.Source);
        Assert.Single(report.Bindings);
    }

    [Fact]
    public void No_more_levels_are_taken_from_a_page_than_the_limit_and_the_report_says_so()
    {
        var all = Enumerable.Range(0, LevelSearch.LevelsPerPage + 8).ToList();
        var table = "levels:\n" + string.Concat(all.Select(i => $"  - {{ name: ours, what: l{i}, gauge: l_{i} }}\n"));

        var report = Discover(table, string.Concat(all.Select(i => $"# TYPE l_{i} gauge\nl_{i} {i}\n")));

        Assert.Equal(LevelSearch.LevelsPerPage, report.Bindings.Count);
        var problem = Assert.Single(report.Problems);
        Assert.Equal((DiscoveryProblem.TooMany, $"app.saturation.l{LevelSearch.LevelsPerPage}"),
            (problem.Word, problem.Signal));
    }

    [Theory]
    [InlineData("gauge: x", "# TYPE x counter\nx 3")]
    [InlineData("rate: x_total", "# TYPE x_total gauge\nx_total 3")]
    [InlineData("rate: x", "x 3")]
    [InlineData("gauge: x, limit: y", "# TYPE x gauge\nx 3")]
    [InlineData("gauge: x, limit: y", "# TYPE x gauge\nx 3\n# TYPE y gauge\ny 0")]
    [InlineData("gauge: x", "# TYPE x gauge\nx{a=\"1\"} 3\nx{a=\"2\"} 3")]
    [InlineData("gauge: x, several: sum", "# TYPE x gauge\nx{instance=\"a\"} 3\nx{instance=\"b\"} 3")]
    [InlineData("gauge: x, where: { a: \"3\" }", "# TYPE x gauge\nx{a=\"1\"} 3")]
    [InlineData("gauge: x, with: y", "# TYPE x gauge\nx 3")]
    [InlineData("gauge: x, beside: requests", "# TYPE x gauge\nx 3")]
    [InlineData("gauge: x, beside: requests",
        "# TYPE x gauge\nx 3\n# TYPE nginx_http_requests_total counter\nnginx_http_requests_total 3\n"
        + "# TYPE nginx_connections_accepted counter\nnginx_connections_accepted 3")]
    public void What_is_not_sure_to_be_meant_is_no_level(string entry, string page) => Assert.DoesNotContain(
        Discover($"levels: [ {{ name: ours, what: ours, {entry} }} ]", page).Bindings,
        binding => binding.Signal == "app.saturation.ours");

    [Theory]
    [InlineData("gauge: x", "x 3", "x (ours)", "")]
    [InlineData("gauge: x_bytes", "# TYPE x_bytes gauge\nx_bytes 3", "x_bytes (ours)", "bytes")]
    [InlineData("gauge: [z, x], unit: bytes", "# TYPE x gauge\nx 3", "x (ours)", "bytes")]
    [InlineData("rate: x_total", "x_total 3", "growth of x_total (ours)", "per-second")]
    [InlineData("rate: x_sum, unit: ratio", "# TYPE x summary\nx_sum 3\nx_count 3", "growth of x_sum (ours)", "ratio")]
    [InlineData("free: x, limit: y", "x 3\ny 4", "1 less x of y (ours)", "ratio")]
    [InlineData("gauge: x, several: most", "x{a=\"1\"} 3\nx{a=\"2\"} 3", "x, the largest (ours)", "")]
    [InlineData("gauge: x, beside: requests", "x 3\nhttp_requests_total{code=\"200\"} 3", "x (ours)", "")]
    public void Levels_say_what_they_are_made_of(string entry, string page, string source, string unit)
    {
        var level = Discover($"levels: [ {{ name: ours, what: ours, {entry} }} ]", page)["app.saturation.ours"];
        Assert.Equal((source, unit), (level?.Source, level?.Unit));
    }

    [Theory]
    [InlineData("{ what: a, gauge: b }", "a level needs a name")]
    [InlineData("{ name: a, gauge: b }", "a level of 'a' needs what it is")]
    [InlineData("{ name: a, what: b }", "level 'b' needs one of gauge, free and rate")]
    [InlineData("{ name: a, what: b, gauge: c, rate: d }", "a level has one of gauge, free and rate")]
    [InlineData("{ name: a, what: b, free: c }", "level 'b' tells what is free and needs the limit that it is free of")]
    [InlineData("{ name: a, what: b, rate: c, several: most }",
        "level 'b' is a rate: of several samples only the sum can be taken")]
    [InlineData("{ name: a, what: B c, gauge: d }", "'B c' cannot be part of a signal's name; take a-z, 0-9 and -")]
    [InlineData("{ name: a, what: b, gauge: c, beside: me }", "beside is requests, or left out")]
    [InlineData("{ name: a, what: b, gauge: c, several: mean }",
        "'mean' is no way to take several samples; sum, most and least are")]
    [InlineData("{ name: a, what: b, gage: c }",
        "unknown key 'gage'; a level has name, what, gauge, free or rate, limit, where, except, with, beside, several"
        + " and unit")]
    public void What_is_no_level_is_refused(string entry, string fault) => Assert.Equal(fault,
        Assert.Throws<SignalTableException>(() => SignalTable.With($"levels: [ {entry} ]")).Fault);

    [Theory]
    [InlineData("{ name: a, requests: b, unit: hours }",
        "'hours' is no unit of time; seconds, milliseconds, microseconds and nanoseconds are")]
    [InlineData("{ name: a, requests: b, by: me }", "by is exporter, or left out")]
    [InlineData("{ name: a, requests: b, where: c }", "where is a mapping of keys to values")]
    public void What_is_no_source_is_refused(string entry, string fault) => Assert.Equal(fault,
        Assert.Throws<SignalTableException>(() => SignalTable.With($"sources: [ {entry} ]")).Fault);

    private static DiscoveryReport Discover(string table, string page) =>
        new PageDiscovery(SignalTable.With(table)).Discover(Pages.Read(page));
}
