using System.Collections;
using Bellwether.Agent.Configuration.Plans;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Bellwether.Agent.Telemetry;

/// <summary>Sends spans, metrics and logs to a collector over OTLP. Used only where the environment asks for it.
/// </summary>
/// <remarks>Where to, how and with which headers the library reads from its standard variables by itself. It sends in
/// threads of its own, from queues that are bounded and drop: a collector that is away costs its data, nothing else.
/// </remarks>
internal sealed class OtlpExport : IDisposable
{
    /// <summary>Longest wait for the last data to go out at the end.</summary>
    private static readonly TimeSpan StopPatience = TimeSpan.FromMilliseconds(500);

    private readonly TracerProvider? _traces;
    private readonly MeterProvider? _metrics;
    private readonly LoggerProvider? _logs;

    private OtlpExport(TracerProvider? traces, MeterProvider? metrics, LoggerProvider? logs) =>
        (_traces, _metrics, _logs) = (traces, metrics, logs);

    /// <summary>Before the host is built: logs are taken where they are written.</summary>
    public static void Prepare(WebApplicationBuilder builder, OtlpWishes wishes, AgentPlan plan)
    {
        if (!wishes.Logs) return;
        // The host reads no environment; the library asks its configuration for these alone.
        builder.Configuration.AddInMemoryCollection(Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Where(entry => ((string)entry.Key).StartsWith("OTEL_", StringComparison.Ordinal))
            .Select(entry => KeyValuePair.Create((string)entry.Key, (string?)entry.Value)));
        builder.Logging.AddOpenTelemetry(logs =>
        {
            logs.SetResourceBuilder(ResourceOf(plan));
            logs.IncludeFormattedMessage = true;
            logs.AddOtlpExporter();
        });
    }

    public static OtlpExport Begin(IServiceProvider services, OtlpWishes wishes, AgentPlan plan) => new(
        wishes.Traces
            ? Sdk.CreateTracerProviderBuilder().SetResourceBuilder(ResourceOf(plan))
                .AddSource(Tracing.SourceName).AddOtlpExporter().Build()
            : null,
        wishes.Metrics
            ? Sdk.CreateMeterProviderBuilder().SetResourceBuilder(ResourceOf(plan))
                .AddMeter(MetricsPage.Prefix + "*").AddOtlpExporter().Build()
            : null,
        wishes.Logs ? services.GetService<LoggerProvider>() : null);

    /// <summary>Sends what is left, for a moment; what cannot be sent by then is dropped.</summary>
    public void Dispose()
    {
        var patience = (int)StopPatience.TotalMilliseconds;
        // Side by side: a collector that takes every connection and answers none must not cost three times as much.
        Parallel.Invoke(
            () => _traces?.Shutdown(patience),
            () => _metrics?.Shutdown(patience),
            () => _logs?.Shutdown(patience));
        _traces?.Dispose();
        _metrics?.Dispose();
    }

    // The environment's own attributes come last: they win.
    private static ResourceBuilder ResourceOf(AgentPlan plan) => ResourceBuilder.CreateEmpty()
        .AddService("bellwether", serviceVersion: AgentVersion.Text, serviceInstanceId: plan.AgentId)
        .AddAttributes([KeyValuePair.Create("deployment.environment.name", (object)plan.Environment)])
        .AddTelemetrySdk()
        .AddEnvironmentVariableDetector();
}
