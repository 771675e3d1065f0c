using System.Diagnostics.Metrics;

namespace Bellwether.Agent.Api;

/// <summary>Counts what was sent to the agent.</summary>
internal static class ReceivingMeter
{
    private static readonly Meter s_meter = new("Bellwether.Receiving");
    private static readonly Counter<long> s_points = s_meter.CreateCounter<long>(
        "bellwether_received_points_total", description: "Numbers that were sent to the agent, by door and outcome.");

    /// <summary>Has the counter there before anything is sent.</summary>
    public static void Begin() => Took("otlp", 0, 0);

    public static void Took(string door, int taken, int refused)
    {
        Add(door, "taken", taken);
        Add(door, "refused", refused);
    }

    private static void Add(string door, string outcome, int count) => s_points.Add(
        count, new KeyValuePair<string, object?>("door", door), new KeyValuePair<string, object?>("outcome", outcome));
}
