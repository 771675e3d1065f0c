using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Bellwether.Integration.Tests.Api;
using Bellwether.Integration.Tests.Bus;

namespace Bellwether.Integration.Tests.Otlp;

/// <summary>The real agent and what a collector gets of it.</summary>
public sealed class OtlpExportTests : IDisposable
{
    private const string TraceId = "4bf92f3577b34da6a3ce929d0e0e4736", PipelineSpan = "00f067aa0ba902b7";

    private readonly string _folder = Directory.CreateTempSubdirectory("bellwether-otlp-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_deployment_is_one_trace_from_the_pipelines_span_to_the_delivered_verdict()
    {
        await using var collector = await Collector.StartAsync();
        await using var agent = await StartAsync(collector.Address, collector.Address);
        await AnnounceAsync(agent, "otlp-1");
        await agent.PostAsync("/v1/deployments/otlp-1/cancel", "{}");
        await BusAgent.UntilAsync("the delivery is collected",
            () => Task.FromResult(collector.Spans.Any(span => span.Name == "deliver")));

        var spans = collector.Spans.Where(span => span.TraceId == TraceId).ToDictionary(span => span.SpanId);
        Assert.DoesNotContain(collector.Spans, span => span.Name == "decision" && span.TraceId != TraceId);
        var hear = Assert.Single(spans.Values, span => span.ParentId == PipelineSpan);
        Assert.Equal(("hear", "taken", 2), (hear.Name, hear.Attributes["bellwether.outcome"], hear.Kind));
        var decision = Assert.Single(spans.Values, span => span.Name == "decision");
        Assert.Equal(("inconclusive", "cancelled"),
            (decision.Attributes["bellwether.decision"], decision.Attributes["bellwether.cause"]));
        var deliver = Assert.Single(spans.Values, span => span.Name == "deliver");
        Assert.Equal((hear.SpanId, 4, false), (deliver.ParentId, deliver.Kind, deliver.IsError));
        foreach (var span in new[] { hear, decision, deliver })
            Assert.Equal("otlp-1", span.Attributes["bellwether.deployment.id"]);

        // The receiver of the message can go on under the attempt that brought it, and knows the deployment's trace.
        var (body, header, _) = Assert.Single(collector.Taken("/hook"));
        Assert.Equal($"00-{TraceId}-{deliver.SpanId}-01", header);
        using var message = JsonDocument.Parse(body);
        Assert.Equal($"00-{TraceId}-{hear.SpanId}-01", message.RootElement.GetProperty("traceparent").GetString());
    }

    [Fact]
    public async Task Metrics_and_logs_are_collected_too_with_who_says_it_and_the_headers_of_the_environment()
    {
        await using var collector = await Collector.StartAsync();
        await using var agent = await StartAsync(collector.Address, "http://127.0.0.1:9");
        await AnnounceAsync(agent, "otlp-2");
        await agent.PostAsync("/v1/deployments/otlp-2/cancel", "{}");
        await BusAgent.UntilAsync("metrics and logs are collected", () => Task.FromResult(
            collector.Taken("/v1/metrics").Any(r => Holds(r.Body, "bellwether_deployments_open"))
            && collector.Taken("/v1/logs").Any(r => Holds(r.Body, "does not take record"))
            && collector.Spans.Any(span => span is { Name: "deliver", IsError: true })));
        Assert.All(
            collector.Taken("/v1/traces").Concat(collector.Taken("/v1/metrics")).Concat(collector.Taken("/v1/logs")),
            request => Assert.Equal("secret", request.Key));
        var resource = CollectedSpan.ResourceOf(collector.Taken("/v1/traces")[0].Body);
        Assert.Equal(("checkout-agent", "1.0.0", "otlp", "test"),
            (resource["service.name"], resource["service.version"], resource["service.instance.id"],
                resource["deployment.environment.name"]));
    }

    [Fact]
    public async Task A_collector_that_answers_nothing_costs_the_agent_nothing()
    {
        using var deaf = new TcpListener(IPAddress.Loopback, 0);
        deaf.Start();
        await using var agent = await StartAsync($"http://{deaf.LocalEndpoint}", "http://127.0.0.1:9");
        await AnnounceAsync(agent, "otlp-3");
        var (status, _) = await agent.PostAsync("/v1/deployments/otlp-3/cancel", "{}");
        Assert.Equal(202, status);
        using var ready = await agent.Http.GetAsync(new Uri("/health/ready", UriKind.Relative));
        Assert.True(ready.IsSuccessStatusCode);
        var (code, took) = await agent.TerminateAsync();
        Assert.Equal(0, code);
        Assert.True(took < TimeSpan.FromSeconds(5), $"it ended after {took}");
    }

    [Fact]
    public async Task Without_the_variables_and_a_bus_nothing_of_either_library_is_loaded()
    {
        await using var quiet = await StartAsync(null, "http://127.0.0.1:9");
        await AnnounceAsync(quiet, "otlp-4");
        var maps = await File.ReadAllTextAsync($"/proc/{quiet.ProcessId}/maps");
        Assert.DoesNotContain("OpenTelemetry", maps, StringComparison.Ordinal);
        Assert.DoesNotContain("MassTransit", maps, StringComparison.Ordinal);

        await using var collector = await Collector.StartAsync();
        await using var loud = await StartAsync(collector.Address, "http://127.0.0.1:9", "loud");
        Assert.Contains("OpenTelemetry", await File.ReadAllTextAsync($"/proc/{loud.ProcessId}/maps"),
            StringComparison.Ordinal);
    }

    private async Task<AgentProcess> StartAsync(string? collector, string hook, string state = "state")
    {
        var file = Path.Combine(_folder, "agent.yaml");
        await File.WriteAllTextAsync(file, $$"""
            environment: test
            mode: gate
            agent: { id: otlp }
            service: shop
            state: {{Path.Combine(_folder, state)}}
            probes:
              - { name: port, tcp: { host: 127.0.0.1, port: 9, every: 1s } }
            deliver:
              - { name: hook, webhook: { url: "{{hook}}/hook" } }

            """);
        (string, string)[] variables = collector is null ? [] :
        [
            ("OTEL_EXPORTER_OTLP_ENDPOINT", collector), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_EXPORTER_OTLP_HEADERS", "x-key=secret"), ("OTEL_SERVICE_NAME", "checkout-agent"),
            ("OTEL_BSP_SCHEDULE_DELAY", "200"), ("OTEL_BLRP_SCHEDULE_DELAY", "200"),
            ("OTEL_METRIC_EXPORT_INTERVAL", "500"),
        ];
        return await AgentProcess.RunInAsync(variables, "--config", file, "--listen", "http://127.0.0.1:0");
    }

    private static async Task AnnounceAsync(AgentProcess agent, string id)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/v1/deployments", UriKind.Relative))
        {
            Content = new StringContent(
                $$"""{"deploymentId":"{{id}}","service":"shop","environment":"test","version":"2"}""",
                Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("traceparent", $"00-{TraceId}-{PipelineSpan}-01");
        using var answer = await agent.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    private static bool Holds(byte[] body, string text) => body.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
}
