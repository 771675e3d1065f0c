using System.Diagnostics.Metrics;
using Bellwether.Agent.Watching;

namespace Bellwether.Agent;

/// <summary>What reloads tell of themselves.</summary>
internal sealed class ReloadMeter : IDisposable
{
    private readonly Meter _meter = new("Bellwether.Configuration");
    private readonly Counter<long> _reloads;
    private volatile bool _successful = true;

    public ReloadMeter(WatchRoom room)
    {
        _reloads = _meter.CreateCounter<long>(
            "bellwether_config_reloads_total", description: "Reloads of the configuration, by outcome.");
        _meter.CreateObservableGauge(
            "bellwether_config_last_reload_successful", () => _successful ? 1 : 0,
            description: "1 where the configuration that was read last holds, 0 where an earlier one still does.");
        _meter.CreateObservableGauge(
            "bellwether_config_services_waiting", () => Waiting(room),
            description: "Services whose new plan waits for the end of a deployment.");
    }

    public void Reloaded(ReloadOutcome outcome)
    {
        _successful = outcome != ReloadOutcome.Refused;
        _reloads.Add(1, new KeyValuePair<string, object?>("outcome", outcome.ToString().ToLowerInvariant()));
    }

    public void Dispose() => _meter.Dispose();

    private static int Waiting(WatchRoom room)
    {
        lock (room.Book.Gate) return room.Waiting.Count;
    }
}
