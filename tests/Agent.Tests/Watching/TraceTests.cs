using System.Diagnostics;
using System.Text.Json;
using Bellwether.Agent.Journal;
using Bellwether.Agent.Watching.Replaying;
using Bellwether.Contracts.Deployments;
using Bellwether.Contracts.Wire;

namespace Bellwether.Agent.Tests.Watching;

/// <summary>The trace that a deployment was announced in.</summary>
public sealed class TraceTests
{
    private const string Pipeline = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    [Fact]
    public void Every_message_about_it_carries_the_trace_also_after_a_restart_and_is_replayed_byte_for_byte()
    {
        using var agent = WatchedAgent.Experienced();
        Start(agent, Pipeline);
        agent.Hold();
        agent.Restart(TimeSpan.FromSeconds(5));
        agent.Release();
        agent.Watcher.Cancel(new() { DeploymentId = "shop-2" });
        Assert.Equal(
            [MessageTypes.HoldPlaced, MessageTypes.HoldReleased, MessageTypes.VerdictIssued],
            agent.Journal.Outgoing(0, 10).Select(record => record.Entry.Kind));
        Assert.All(agent.Journal.Outgoing(0, 10), record => Assert.Equal(Pipeline, TraceOf(record)));
        Assert.Equal(ReplayOutcome.Same, Assert.Single(
            VerdictReplay.Of(agent.Journal.OfDeployment("shop-2"))).Outcome);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("rubbish")]
    [InlineData("00-00000000000000000000000000000000-0000000000000000-01")]
    public void Without_a_trace_that_can_be_read_no_message_names_one(string? said)
    {
        using var agent = WatchedAgent.Experienced();
        Start(agent, said);
        agent.Watcher.Cancel(new() { DeploymentId = "shop-2" });
        Assert.DoesNotContain("traceparent", Assert.Single(agent.Verdicts()), StringComparison.Ordinal);
        Assert.DoesNotContain("traceParent", agent.Journaled("deployment-event")[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Only_rounds_that_change_something_leave_a_span_and_the_decision_is_within_one()
    {
        using var agent = WatchedAgent.Experienced();
        var spans = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Tracing.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                // Others may run beside this test.
                if (span.TraceId.ToHexString() == Pipeline.Split('-')[1] && span.Recorded)
                    lock (spans) spans.Add(span);
            },
        };
        ActivitySource.AddActivityListener(listener);
        Start(agent, Pipeline);
        agent.Run(2);
        agent.Shop.Replace("2");
        agent.Run(1);
        agent.Finish();
        agent.RunUntil("shop-2", DeploymentState.Baking);
        lock (spans)
        {
            Assert.InRange(spans.Count(span => span.OperationName == "round"), 2, 4);
            var decision = Assert.Single(spans, span => span.OperationName == "decision");
            Assert.Equal("promote", decision.GetTagItem(SpanTags.Decision));
            Assert.Equal("shop-2", decision.GetTagItem(SpanTags.Deployment));
            var round = Assert.Single(spans, span => span.SpanId == decision.ParentSpanId);
            Assert.Equal("round", round.OperationName);
            Assert.Equal("00f067aa0ba902b7", round.ParentSpanId.ToHexString());
            var looks = Assert.Single(spans, span => span.OperationName == "looks");
            Assert.True((int)looks.GetTagItem($"{SpanTags.Looks}.good")! > 10);
            Assert.Single(spans, span => span.OperationName == "calibration");
            Assert.Single(spans, span => span.OperationName == "judgement");
            Assert.Contains(spans, s => s.OperationName == "journal append" && s.ParentSpanId == decision.SpanId);
            Assert.All(spans.Where(s => s.OperationName != "round" && s.OperationName != "calibration"), span =>
                Assert.Contains(spans, parent => parent.SpanId == span.ParentSpanId));
        }
    }

    private static void Start(WatchedAgent agent, string? traceParent) => agent.Watcher.Start(
        new DeploymentStarted
        {
            DeploymentId = "shop-2",
            Service = "shop",
            Environment = WatchedAgent.Environment,
            Version = "2",
            PreviousVersion = "1",
        },
        traceParent);

    private static string? TraceOf(JournalRecord record) =>
        JsonSerializer.Deserialize(record.Entry.Body.Span, ContractsJson.Wire.CloudEventJsonElement)!.TraceParent;
}
