using System.Diagnostics.Metrics;

namespace Bellwether.Agent.Sidecar;

/// <summary>What a sidecar tells of itself.</summary>
internal sealed class SidecarMeter : IDisposable
{
    private readonly Meter _meter = new("Bellwether.Sidecar");
    private readonly Counter<long> _sent;

    public SidecarMeter(Func<int> waiting, Func<long> dropped)
    {
        _sent = _meter.CreateCounter<long>(
            "bellwether_reports_sent_total", description: "Reports that the home took.");
        _meter.CreateObservableGauge(
            "bellwether_reports_waiting", waiting, description: "Reports that wait for the home.");
        _meter.CreateObservableCounter(
            "bellwether_reports_dropped_total", dropped, description: "Reports given up: too old, too many, refused.");
    }

    public void Sent() => _sent.Add(1);

    public void Dispose() => _meter.Dispose();
}
