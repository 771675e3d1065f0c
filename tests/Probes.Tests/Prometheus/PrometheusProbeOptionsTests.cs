using System.ComponentModel.DataAnnotations;
using Bellwether.Probes.Prometheus;

namespace Bellwether.Probes.Tests.Prometheus;

public sealed class PrometheusProbeOptionsTests
{
    private static readonly PrometheusQueryOptions Queue = new() { Name = "queue", Query = "queue_length" };

    [Fact]
    public void The_defaults_are_those_of_the_readme()
    {
        var options = new PrometheusProbeOptions { Url = new("http://127.0.0.1:9090"), Queries = [Queue] };
        Assert.Empty(OptionFaults.Of(options));
        Assert.Equal((TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(2), 500),
            (options.Every, options.Patience, options.StaleAfter, options.MostSeries));
        Assert.Equal(QueryKind.Gauge, Queue.Kind);
    }

    [Theory]
    [InlineData("ftp://127.0.0.1/", "must begin with http:// or https://")]
    [InlineData("http://me:secret@127.0.0.1/", "must not hold credentials")]
    [InlineData("http://127.0.0.1/graph?g0.expr=up", "must have no query")]
    public void A_wrong_url_is_refused(string url, string fault) => Assert.Contains(fault,
        Assert.Single(OptionFaults.Of(new PrometheusProbeOptions { Url = new(url), Queries = [Queue] })),
        StringComparison.Ordinal);

    [Fact]
    public void Names_are_unique_and_one_to_twenty_queries_are_asked()
    {
        Assert.NotEmpty(Faults([]));
        Assert.Contains(
            Faults([Queue, Queue]), fault => fault.Contains("two queries 'queue'", StringComparison.Ordinal));
        Assert.Empty(Faults([.. Enumerable.Range(0, 20).Select(Named)]));
        Assert.NotEmpty(Faults([.. Enumerable.Range(0, 21).Select(Named)]));

        static IReadOnlyList<string> Faults(IReadOnlyList<PrometheusQueryOptions> queries) =>
            OptionFaults.Of(new PrometheusProbeOptions { Url = new("http://127.0.0.1"), Queries = queries });
        static PrometheusQueryOptions Named(int i) => new() { Name = $"q{i}", Query = "x" };
    }

    [Theory]
    [InlineData(null, "u", null, false)]
    [InlineData(null, "u", "p", true)]
    [InlineData("t", "u", "p", false)]
    [InlineData("t", null, null, true)]
    [InlineData("t\nx", null, null, false)]
    public void Either_a_token_or_a_user_with_a_password(string? token, string? user, string? password, bool good) =>
        Assert.Equal(good, OptionFaults.Of(new PrometheusProbeOptions
        {
            Url = new("http://127.0.0.1"),
            Queries = [Queue],
            BearerToken = token,
            Username = user,
            Password = password,
        }).Count == 0);

    [Fact]
    public void What_does_not_go_together_in_a_query_is_refused()
    {
        Assert.NotEmpty(Faults(new() { Name = "a" }));
        Assert.NotEmpty(Faults(new() { Name = "up", Query = "x" }));
        Assert.NotEmpty(Faults(new() { Name = "a", Kind = QueryKind.Ratio, Query = "x" }));
        Assert.NotEmpty(Faults(new() { Name = "a", Kind = QueryKind.Ratio, Bad = "x" }));
        Assert.NotEmpty(Faults(new() { Name = "a", Kind = QueryKind.Ratio, Bad = "x", Total = "y", Good = "z" }));
        Assert.NotEmpty(Faults(new() { Name = "a", Kind = QueryKind.Latency, Query = "x", Unit = "bytes" }));
        Assert.NotEmpty(Faults(new() { Name = "a", Kind = QueryKind.Rate, Query = "x", Unit = "bytes" }));
        Assert.Empty(Faults(new() { Name = "a", Kind = QueryKind.Ratio, Bad = "x", Total = "y" }));
        Assert.Empty(Faults(new() { Name = "a", Kind = QueryKind.Ratio, Bad = "x", Good = "y" }));
        Assert.Empty(Faults(new() { Name = "a", Kind = QueryKind.Latency, Query = "x_bucket", Unit = "milliseconds" }));

        static IEnumerable<ValidationResult> Faults(PrometheusQueryOptions query) => query.Validate(new(query));
    }

    [Theory]
    [InlineData("rate(x[5m])", "rate(…)")]
    [InlineData("increase (x[5m])", "increase(…)")]
    [InlineData("max_over_time(x[5m])", "max_over_time(…)")]
    [InlineData("sum(x)", "sum over counters")]
    [InlineData("sum by (code) (x)", "sum over counters")]
    [InlineData("count without(a)(x)", "count over counters")]
    [InlineData("x{job=\"sum(rate(y))\"}", null)]
    [InlineData("sum_of_things_total", null)]
    [InlineData("x{a='1'} or y", null)]
    public void Counters_are_asked_for_as_they_are(string query, string? fault)
    {
        var found = CounterQuery.Fault(query);
        if (fault is null) Assert.Null(found);
        else Assert.StartsWith(fault, found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x", true)]
    [InlineData(" job:x:rate5m {a=\"}\", b='c'} ", true)]
    [InlineData("{__name__=~\"a|b\"}", true)]
    [InlineData("x offset 5m", true)]
    [InlineData("x / y", false)]
    [InlineData("max(x)", false)]
    [InlineData("1", false)]
    public void Only_series_that_are_named_have_times_of_their_own(string query, bool isSelector) =>
        Assert.Equal(isSelector, CounterQuery.IsSelector(query));
}
