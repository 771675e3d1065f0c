using System.Diagnostics.Metrics;

namespace Bellwether.Agent.Signals;

/// <summary>What the room tells of itself.</summary>
internal static class SignalMeter
{
    public const string Name = "Bellwether.Signals";

    private static readonly Meter s_meter = new(Name);

    public static readonly Counter<long> PointsClosed = s_meter.CreateCounter<long>("bellwether_points_closed_total");
    public static readonly Counter<long> PointsMissing = s_meter.CreateCounter<long>("bellwether_points_missing_total");
    public static readonly Counter<long> Resets = s_meter.CreateCounter<long>("bellwether_counter_resets_total");
    public static readonly Counter<long> RowsWritten = s_meter.CreateCounter<long>("bellwether_history_rows_total");
    public static readonly Counter<long> RowsDropped = s_meter.CreateCounter<long>(
        "bellwether_history_rows_dropped_total");
    public static readonly Counter<long> SeriesDropped = s_meter.CreateCounter<long>("bellwether_series_dropped_total");
    public static readonly Counter<long> ReportsTaken = s_meter.CreateCounter<long>(
        "bellwether_reports_taken_total", description: "Reports of sidecars that were counted.");
    public static readonly Counter<long> ReportsMissing = s_meter.CreateCounter<long>(
        "bellwether_reports_missing_total", description: "Reports of sidecars that never came.");
    public static readonly Counter<long> LooksDropped = s_meter.CreateCounter<long>("bellwether_looks_dropped_total");
}
