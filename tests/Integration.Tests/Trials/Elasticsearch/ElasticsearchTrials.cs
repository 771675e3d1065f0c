using Bellwether.Integration.Tests.Commands;
using Bellwether.Testing.Trials;

namespace Bellwether.Integration.Tests.Trials.Elasticsearch;

/// <summary>A stand-in for a cluster: no server of this kind is in Debian.</summary>
public sealed class ElasticsearchTrials : IAsyncLifetime
{
    private StandInAgent _cluster = null!;
    private int _documents = 6;
    private int _status = 200;

    public async Task InitializeAsync() => _cluster = await StandInAgent.StartAsync((context, _) =>
        StandInAgent.WriteAsync(context, $$"""
            {"took":3,"timed_out":false,"_shards":{"total":1,"successful":1,"skipped":0,"failed":0},
             "hits":{"max_score":null,"hits":[]},"aggregations":{"errors":{"doc_count":{{_documents}} } } }
            """, "application/json", _status));

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task More_errors_than_allowed_are_rolled_back_by_name()
    {
        await using var trial = Trial();
        await trial.LearnAsync();
        await trial.DeployAsync(() =>
        {
            _documents = 600;
            return Task.CompletedTask;
        });
        await trial.VerdictAsync();
        Assert.Contains("logs.errors was above 1", trial.MustRollBack("logs-errors"), StringComparison.Ordinal);
        Assert.Contains(
            _cluster.Heard, heard => heard.Target.StartsWith("/logs-shop/_search?", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(503, "provider-unavailable")]
    [InlineData(401, "credentials")]
    [InlineData(404, "no-index")]
    public async Task A_cluster_that_does_not_answer_us_is_our_blindness(int status, string reason)
    {
        await using var trial = Trial();
        await trial.LookAsync(2);
        _status = status;
        await trial.LookAsync(1);
        Assert.Equal((Probes.Reachability.Missing, reason),
            (trial.Looks[^1].Look.Reachability, trial.Looks[^1].Look.Reason));
    }

    [Fact]
    public async Task A_cluster_that_is_gone_for_a_while_is_no_rollback()
    {
        await using var trial = Trial();
        await trial.LearnAsync();
        await trial.DeployAsync();
        await trial.VerdictAsync(point =>
        {
            _status = point is >= 5 and < 7 ? 503 : 200;
            return Task.CompletedTask;
        });
        trial.MustNotRollBack("logs-errors");
    }

    private ProbeTrial Trial() => ProbeTrial.Of($$"""
        probes:
          - name: logs
            elasticsearch:
              url: {{_cluster.Address}}
              index: logs-shop
              queries: [ { name: errors, query: "log.level:error", max: 1 } ]
        """);
}
