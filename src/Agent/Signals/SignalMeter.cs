using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using Bellwether.Agent.Sampling;
using Bellwether.Probes;

namespace Bellwether.Agent.Signals;

/// <summary>What the room tells of itself.</summary>
internal static class SignalMeter
{
    public const string Name = "Bellwether.Signals";

    private static readonly Meter s_meter = new(Name);

    public static readonly Counter<long> PointsClosed = Count(
        "bellwether_points_closed_total", "Points made, one a signal and interval.");

    public static readonly Counter<long> PointsMissing = Count(
        "bellwether_points_missing_total", "Points without a value.");

    public static readonly Counter<long> Resets = Count(
        "bellwether_page_resets_total", "Pages whose counters had begun again.");

    public static readonly Counter<long> RowsWritten = Count(
        "bellwether_history_rows_total", "Rows handed to the history.");

    public static readonly Counter<long> RowsDropped = Count(
        "bellwether_history_rows_dropped_total", "Rows that the history could not take.");

    public static readonly Counter<long> SeriesDropped = Count(
        "bellwether_series_dropped_total", "Series beyond the limits of a page or a service.");

    public static readonly Counter<long> ReportsTaken = Count(
        "bellwether_reports_taken_total", "Reports of sidecars that were counted.");

    public static readonly Counter<long> ReportsMissing = Count(
        "bellwether_reports_missing_total", "Reports of sidecars that never came.");

    public static readonly Counter<long> LooksDropped = Count(
        "bellwether_looks_dropped_total", "Looks beyond the limit of instances, or of no known probe.");

    private static readonly Counter<long> Looks = Count(
        "bellwether_looks_taken_total", "Looks by what they said: good, degraded, bad, or missing (we could not see).");

    /// <summary>Puts its counters on the page, from zero: one that appears later hides its first step.</summary>
    public static void Begin() => RuntimeHelpers.RunClassConstructor(typeof(SignalMeter).TypeHandle);

    public static void Taken(SampledLook sampled) => Looks.Add(1,
        new("service", sampled.Service), new("probe", sampled.Probe),
        new("reachability", sampled.Look switch
        {
            { Degraded: true } => "degraded",
            { Reachability: Reachability.Good } => "good",
            { Reachability: Reachability.Bad } => "bad",
            _ => "missing",
        }));

    private static Counter<long> Count(string name, string description) =>
        s_meter.CreateCounter<long>(name, description: description);
}
