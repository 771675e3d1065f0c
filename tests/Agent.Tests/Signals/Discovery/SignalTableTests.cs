using Bellwether.Agent.Signals.Discovery;

namespace Bellwether.Agent.Tests.Signals.Discovery;

public sealed class SignalTableTests
{
    [Fact]
    public void Own_lines_are_tried_before_the_built_in_ones()
    {
        var table = SignalTable.With(
            "ignore: [/internal/*]\nsources:\n  - { name: ours, requests: http_requests_total, status: code }");
        Assert.Equal("ours", table.Sources[0].Name);
        Assert.Equal("/internal/*", table.Ignore[0]);
        Assert.Equal(SignalTable.BuiltIn.Sources.Count + 1, table.Sources.Count);
    }

    [Theory]
    [InlineData("sauces: []",
        "signal table, line 1, column 1: unknown key 'sauces'; a table has ignore, sources and levels")]
    [InlineData("sources:\n  - requests: a", "signal table, line 2, column 5: a source needs a name")]
    [InlineData("sources:\n  - name: a", "signal table, line 2, column 5: source 'a' needs requests")]
    [InlineData("sources:\n  - name: [a]\n    requests: b", "signal table, line 2, column 11: name needs a word")]
    [InlineData("sources: 3", "signal table, line 1, column 10: sources is a list")]
    [InlineData("- a", "signal table, line 1, column 1: the table is a mapping of keys to values")]
    public void What_is_no_table_is_refused_with_its_place(string text, string message) =>
        Assert.Equal(message, Assert.Throws<SignalTableException>(() => SignalTable.With(text)).Message);

    [Fact]
    public void A_longer_table_than_allowed_is_refused() => Assert.Throws<SignalTableException>(
        () => SignalTable.With("# " + new string('x', SignalTableReader.LongestText)));

    [Theory]
    [InlineData("/metrics", true)]
    [InlineData("/shop/metrics", true)]
    [InlineData("metrics", true)]
    [InlineData("/health/ready", true)]
    [InlineData("/HealthZ", true)]
    [InlineData("/ready", true)]
    [InlineData("/actuator/prometheus", true)]
    [InlineData("/favicon.ico", true)]
    [InlineData("grpc.health.v1.Health", true)]
    [InlineData("/tv/live", false)]
    [InlineData("/metrics-report", false)]
    [InlineData("/healthy-food", false)]
    [InlineData("/", false)]
    [InlineData("/orders/{id}", false)]
    public void Routes_for_machines_are_no_traffic(string route, bool ignored) =>
        Assert.Equal(ignored, Glob.MatchesAny(SignalTable.BuiltIn.Ignore, route));

    [Theory]
    [InlineData("5??", "503", true)]
    [InlineData("5??", "5xx", true)]
    [InlineData("5??", "50", false)]
    [InlineData("5*", "5", true)]
    [InlineData("*", "", true)]
    [InlineData("a*b*c", "aXbYbc", true)]
    [InlineData("a*b*c", "aXbYb", false)]
    public void Globs_match_as_they_say(string pattern, string text, bool matches) =>
        Assert.Equal(matches, Glob.Matches(pattern, text));
}
