using System.Diagnostics.Metrics;

namespace Bellwether.Probes.Receiving;

/// <summary>Counts what was sent to the agent.</summary>
public static class ReceivingMeter
{
    private static readonly Meter s_meter = new("Bellwether.Receiving");
    private static readonly Counter<long> s_points = s_meter.CreateCounter<long>(
        "bellwether_received_points_total", description: "Numbers that were sent to the agent, by door and outcome.");

    /// <summary>Puts its counters on the page, from zero: one that appears later hides its first step.</summary>
    public static void Begin(string door) => Took(door, 0, 0);

    /// <param name="door">Where it was sent to: <c>otlp</c>, <c>statsd</c>, <c>vitals</c>.</param>
    /// <param name="taken">How many were taken.</param>
    /// <param name="refused">How many were not.</param>
    public static void Took(string door, int taken, int refused)
    {
        Add(door, "taken", taken);
        Add(door, "refused", refused);
    }

    private static void Add(string door, string outcome, int count) => s_points.Add(
        count, new KeyValuePair<string, object?>("door", door), new KeyValuePair<string, object?>("outcome", outcome));
}
