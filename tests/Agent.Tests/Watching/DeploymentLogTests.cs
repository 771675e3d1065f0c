using Bellwether.Agent.Telemetry;
using Bellwether.Agent.Watching;
using Bellwether.Contracts.Deployments;
using Bellwether.Contracts.Verdicts;
using Microsoft.Extensions.Logging;

namespace Bellwether.Agent.Tests.Watching;

/// <summary>What is told of a deployment, in the log and on the metrics page.</summary>
public sealed class DeploymentLogTests
{
    [Fact]
    public void A_rollback_is_one_line_with_its_fields_and_one_count()
    {
        using var agent = WatchedAgent.Experienced();
        using var page = new MetricsPage();
        using var meter = new DeploymentMeter(agent.Room);
        var lines = new Lines<DeploymentLog>();
        using var log = new DeploymentLog(agent.Room.Book, lines);
        Assert.Contains("bellwether_verdicts_total{service=\"shop\",environment=\"demo\",phase=\"watch\","
            + "decision=\"rollback\",advisory=\"no\"} 0\n", page.Write());

        agent.Deploy();
        agent.Shop.Errors = 5;
        agent.RunUntil("shop-2", DeploymentState.AwaitingRollback, 25);
        agent.Override(Decision.Promote);

        Assert.Equal([3101, 3103, 3105], lines.Told.Select(told => told.Id).Take(3));
        var (_, level, fields) = lines.Told.Single(told => told.Id == 3105);
        Assert.Equal(LogLevel.Warning, level);
        Assert.Equal(
            ("shop-2", "shop", "demo", "watch", "rollback", "none"),
            (fields["Deployment"], fields["Service"], fields["Environment"], fields["Phase"], fields["Decision"],
                fields["Cause"]));
        Assert.Equal("shop-2:host-1:watch:0:1", fields["Verdict"]);
        Assert.NotEmpty((string)fields["Summary"]!);
        var written = page.Write();
        Assert.Contains("bellwether_verdicts_total{service=\"shop\",environment=\"demo\",phase=\"watch\","
            + "decision=\"rollback\",advisory=\"no\"} 1\n", written);
        Assert.Contains("bellwether_verdict_delay_seconds_count{service=\"shop\",environment=\"demo\","
            + "phase=\"watch\",decision=\"rollback\"} 1\n", written);
        Assert.Contains("bellwether_verdict_last_timestamp_seconds{service=\"shop\",environment=\"demo\","
            + "decision=\"rollback\"}", written);
        Assert.Contains("bellwether_service_info{service=\"shop\",environment=\"demo\",mode=\"gate\"} 1\n", written);
    }

    private sealed class Lines<T> : ILogger<T>
    {
        public List<(int Id, LogLevel Level, Dictionary<string, object?> Fields)> Told { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) => Told.Add((eventId.Id, logLevel,
                ((IEnumerable<KeyValuePair<string, object?>>)state!).ToDictionary(p => p.Key, p => p.Value)));
    }
}
