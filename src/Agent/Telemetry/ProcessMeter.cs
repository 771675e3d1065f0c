using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Bellwether.Agent.Telemetry;

/// <summary>What the agent itself costs: CPU, memory, since when it runs.</summary>
internal sealed class ProcessMeter : IDisposable
{
    private readonly Meter _meter = new(MetricsPage.Prefix + "Process");

    public ProcessMeter(string version)
    {
        using var self = Process.GetCurrentProcess();
        var started = new DateTimeOffset(self.StartTime.ToUniversalTime()).ToUnixTimeMilliseconds() / 1000d;
        _meter.CreateObservableCounter(
            "process_cpu_seconds_total", () => Environment.CpuUsage.TotalTime.TotalSeconds,
            description: "CPU time used.");
        _meter.CreateObservableGauge(
            "process_resident_memory_bytes", () => Environment.WorkingSet, description: "Memory resident.");
        _meter.CreateObservableGauge(
            "process_start_time_seconds", () => started, description: "When the agent started, Unix time.");
        _meter.CreateObservableGauge(
            "bellwether_build_info",
            () => new Measurement<int>(1, new KeyValuePair<string, object?>("version", version)),
            description: "The agent's version.");
    }

    public void Dispose() => _meter.Dispose();
}
