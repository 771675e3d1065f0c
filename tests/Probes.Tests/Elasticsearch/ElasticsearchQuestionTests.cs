using System.Text;
using System.Text.Json;
using Bellwether.Probes.Elasticsearch;

namespace Bellwether.Probes.Tests.Elasticsearch;

public sealed class ElasticsearchQuestionTests
{
    private static readonly ElasticsearchProbeOptions Options = new()
    {
        Url = new("http://localhost:9200"),
        Index = "logs-*",
        Queries =
        [
            new() { Name = "errors", Query = "level:\"error\"", Max = 1 },
            new() { Name = "slow", Aggregate = ElasticsearchAggregate.Percentile, Percentile = 95, Field = "took" },
            new() { Name = "users", Aggregate = ElasticsearchAggregate.Cardinality, Field = "user" },
        ],
    };

    [Fact]
    public void All_queries_are_one_search_over_the_time_before_the_delay()
    {
        Assert.Empty(OptionFaults.Of(Options));
        using var asked = JsonDocument.Parse(
            ElasticsearchQuestion.Write(Options, DateTimeOffset.FromUnixTimeSeconds(1_000_100)));
        var range = asked.RootElement.GetProperty("query").GetProperty("range").GetProperty("@timestamp");
        Assert.Equal((1_000_025_000, 1_000_085_000),
            (range.GetProperty("gte").GetInt64(), range.GetProperty("lt").GetInt64()));
        Assert.Equal("""
            {"errors":{"filter":{"query_string":{"query":"level:\u0022error\u0022"}}},
            "slow":{"filter":{"query_string":{"query":"*"}},
            "aggs":{"value":{"percentiles":{"field":"took","percents":[95],"keyed":false}}}},
            "users":{"filter":{"query_string":{"query":"*"}},"aggs":{"value":{"cardinality":{"field":"user"}}}}}
            """.ReplaceLineEndings(""), asked.RootElement.GetProperty("aggs").GetRawText());
    }

    [Fact]
    public void Each_query_has_its_number_and_one_without_documents_has_none()
    {
        var (readings, fault) = Read("""
            {"timed_out":false,"_shards":{"total":2,"failed":0},"aggregations":{
              "errors":{"doc_count":30},"users":{"doc_count":9,"value":{"value":4}},
              "slow":{"doc_count":0,"value":{"values":[{"key":95.0,"value":null}]}}}}
            """);
        Assert.Null(fault);
        Assert.Equal("errors 0.5 per-second, users 4 ", string.Join(", ", readings!.Select(r =>
            FormattableString.Invariant($"{r.Name} {r.Value} {r.Family.Unit}"))));
    }

    [Theory]
    [InlineData("""{"timed_out":true,"aggregations":{}}""", "timed out there")]
    [InlineData("""{"_shards":{"failed":2},"aggregations":{}}""", "2 shards")]
    [InlineData("""{"aggregations":{"errors":{}}}""", "none of a search")]
    [InlineData("""{"error":"x"}""", "none of a search")]
    [InlineData("<html>", "none of a search")]
    public void A_part_of_an_answer_is_none(string answer, string fault)
    {
        var read = Read(answer);
        Assert.Null(read.Readings);
        Assert.Contains(fault, read.Fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://es:9200", "logs-*", "errors", null, ElasticsearchAggregate.Count, true)]
    [InlineData("http://me:pw@es:9200", "logs-*", "errors", null, ElasticsearchAggregate.Count, false)]
    [InlineData("ftp://es", "logs-*", "errors", null, ElasticsearchAggregate.Count, false)]
    [InlineData("http://es:9200", "logs/../x", "errors", null, ElasticsearchAggregate.Count, false)]
    [InlineData("http://es:9200", "_all?x", "errors", null, ElasticsearchAggregate.Count, false)]
    [InlineData("http://es:9200", "logs", "up", null, ElasticsearchAggregate.Count, false)]
    [InlineData("http://es:9200", "logs", "a", null, ElasticsearchAggregate.Avg, false)]
    [InlineData("http://es:9200", "logs", "a", "x", ElasticsearchAggregate.Count, false)]
    public void Options_make_sense(
        string url, string index, string name, string? field, ElasticsearchAggregate aggregate, bool good)
    {
        var options = new ElasticsearchProbeOptions
        {
            Url = new(url),
            Index = index,
            Queries = [new() { Name = name, Field = field, Aggregate = aggregate }],
        };
        Assert.Equal(good, OptionFaults.Of(options).Count == 0);
    }

    private static (IReadOnlyList<Reading>? Readings, string? Fault) Read(string answer) =>
        ElasticsearchQuestion.Read(Options, Encoding.UTF8.GetBytes(answer));
}
