using Bellwether.Agent.Importing;
using Bellwether.Agent.Importing.Prometheus;
using Bellwether.Agent.Tables;

namespace Bellwether.Agent.Tests.Importing.Prometheus;

public sealed class PrometheusTableTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 0, 0, 0, TimeSpan.Zero);
    private static readonly PrometheusLimits Quick =
        new() { Pause = TimeSpan.FromMilliseconds(1), PointsPerAnswer = 2 };

    [Fact]
    public async Task A_number_is_that_of_the_interval_that_ends_there_and_stretches_are_asked_one_by_one()
    {
        await using var prometheus = new StandInPrometheus(
            (200, Matrix("[1767312060,\"1\"],[1767312120,\"NaN\"]")), (200, Matrix("[1767312180,\"3.5\"]")));
        var raw = await ReadAsync(prometheus, Quick, new PrometheusQuery("a", "sum(x)"));
        Assert.Equal([1, double.NaN, 3.5], raw.Columns[0]);
        Assert.Equal("2026-01-02T00:00:00Z", raw.Time(0));
        Assert.Equal(
            [
                "query=sum(x)&start=1767312060&end=1767312120&step=60",
                "query=sum(x)&start=1767312180&end=1767312180&step=60",
            ],
            prometheus.Heard);
    }

    [Fact]
    public async Task A_histogram_becomes_a_column_a_bucket()
    {
        await using var prometheus = new StandInPrometheus((200, """
            {"status":"success","data":{"resultType":"matrix","result":[
            {"metric":{"le":"+Inf"},"values":[[1767312060,"9"]]},{"metric":{"le":"0.1"},"values":[[1767312060,"5"]]}]}}
            """));
        var raw = await ReadAsync(prometheus, new(), new PrometheusQuery("app.latency.le", "sum by (le) (x)"));
        Assert.Equal(["app.latency.le.+Inf", "app.latency.le.0.1"], raw.Names);
        var latency = TableMaker.Of(raw, new() { Interval = TimeSpan.FromMinutes(1) }).Find("app.latency")!;
        Assert.Equal([5, 4], latency.Buckets[0]!);
    }

    [Fact]
    public async Task A_busy_backend_is_asked_again()
    {
        await using var prometheus = new StandInPrometheus((503, "busy"), (200, Matrix("[1767312060,\"1\"]")));
        var raw = await ReadAsync(prometheus, Quick with { PointsPerAnswer = 11_000 }, new PrometheusQuery("a", "x"));
        Assert.Equal(1, raw.Columns[0][0]);
        Assert.Equal(2, prometheus.Heard.Count);
    }

    [Theory]
    [InlineData(400, """{"status":"error","errorType":"bad_data","error":"1:5: parse error"}""",
        "answers 400: 1:5: parse error")]
    [InlineData(404, "not here", "answers 404")]
    [InlineData(503, "", "answers 503, also at the 3. attempt; nothing was imported")]
    [InlineData(200, "<html>", "a: the answer is not that of a Prometheus")]
    [InlineData(200, """{"data":{"resultType":"vector","result":[]}}""", "a: the answer is a vector and not a matrix")]
    [InlineData(200, """{"data":{"resultType":"matrix","result":[]}}""", "a: the query gives nothing in that time: x")]
    [InlineData(200, """
        {"data":{"resultType":"matrix","result":[{"metric":{"job":"b"},"values":[]},
        {"metric":{"job":"c"},"values":[]}]}}
        """, """a: the query gives 2 series, among them {job="b"} and {job="c"}; sum them up, or select one""")]
    public async Task A_fault_of_the_backend_is_told(int status, string body, string fault)
    {
        await using var prometheus = new StandInPrometheus((status, body));
        var told = await Assert.ThrowsAsync<ImportException>(
            () => ReadAsync(prometheus, Quick, new PrometheusQuery("a", "x")));
        Assert.Contains(fault, told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bucket_without_a_bound_is_refused()
    {
        await using var prometheus = new StandInPrometheus((200, Matrix("[1767312060,\"1\"]")));
        var told = await Assert.ThrowsAsync<ImportException>(
            () => ReadAsync(prometheus, Quick, new PrometheusQuery("l.le", "x")));
        Assert.Contains("without the label le: {}; write sum by (le) (…)", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_limit_is_kept()
    {
        await using var prometheus = new StandInPrometheus((200, Matrix("[1767312060,\"1\"]")));
        var query = new PrometheusQuery("a", "x");
        await Refused(Quick with { Series = 0 }, "1 series, more than the 0 that are taken");
        await Refused(Quick with { AnswerBytes = 20 }, "has more than 20 bytes");
        await Refused(Quick with { Queries = 0 }, "1 queries; at most 0 are asked");

        async Task Refused(PrometheusLimits limits, string fault) => Assert.Contains(fault,
            (await Assert.ThrowsAsync<ImportException>(() => ReadAsync(prometheus, limits, query))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backend_that_says_nothing_is_waited_for_no_longer_than_the_patience()
    {
        await using var prometheus = new StandInPrometheus((StandInPrometheus.Silence, ""));
        var limits = Quick with { Patience = TimeSpan.FromMilliseconds(20) };
        var told = await Assert.ThrowsAsync<ImportException>(
            () => ReadAsync(prometheus, limits, new PrometheusQuery("a", "x")));
        Assert.Contains("gave no whole answer within 0 s, also at the 3. attempt", told.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Too_many_points_or_none_are_refused()
    {
        using var client = new PrometheusClient(new("http://127.0.0.1:1"), new(), TimeProvider.System);
        Assert.StartsWith("2678400 points of 1 s", Assert.Throws<ImportException>(() => new PrometheusTable(
            client, new(), (Start, Start.AddDays(31)), TimeSpan.FromSeconds(1))).Message, StringComparison.Ordinal);
        Assert.StartsWith("0 points of 60 s", Assert.Throws<ImportException>(() => new PrometheusTable(
            client, new(), (Start, Start.AddSeconds(59)), TimeSpan.FromMinutes(1))).Message, StringComparison.Ordinal);
    }

    private static string Matrix(string values) =>
        $$$"""{"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[{{{values}}}]}]}}""";

    private static async Task<RawTable> ReadAsync(
        StandInPrometheus prometheus, PrometheusLimits limits, PrometheusQuery query)
    {
        using var client = new PrometheusClient(prometheus.Address, limits, TimeProvider.System);
        var range = (Start.AddSeconds(-59), Start.AddSeconds(181));
        var table = new PrometheusTable(client, limits, range, TimeSpan.FromMinutes(1));
        return await table.ReadAsync([query], "prometheus", _ => { }, default);
    }
}
