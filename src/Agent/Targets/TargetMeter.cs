using System.Diagnostics.Metrics;

namespace Bellwether.Agent.Targets;

/// <summary>What the lists of targets tell of themselves.</summary>
internal static class TargetMeter
{
    private static readonly Meter s_meter = new("Bellwether.Targets");

    public static readonly Counter<long> Failed = s_meter.CreateCounter<long>(
        "bellwether_target_lists_failed_total", description: "Lists of targets that could not be had.");

    public static readonly Counter<long> LeftOut = s_meter.CreateCounter<long>(
        "bellwether_targets_left_out_total", description: "Targets beyond the limit, at each reading of their list.");
}
