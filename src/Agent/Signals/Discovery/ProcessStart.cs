using Bellwether.Probes;

namespace Bellwether.Agent.Signals.Discovery;

/// <summary>When the process behind a page started, as the page says.</summary>
internal static class ProcessStart
{
    private const string Metric = "process_start_time_seconds";

    /// <summary>Null where the page does not say, or says several things.</summary>
    public static DateTimeOffset? Of(PageIndex page) =>
        page[Metric] is [var only] ? Of(only) : null;

    public static bool Is(in Reading reading) => string.Equals(reading.Name, Metric, StringComparison.Ordinal);

    public static DateTimeOffset? Of(in Reading reading) =>
        reading.Value is > 0 and < 253402300800 ? DateTimeOffset.UnixEpoch.AddSeconds(reading.Value) : null;
}
