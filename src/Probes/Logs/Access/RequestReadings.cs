using System.Globalization;

namespace Bellwether.Probes.Logs.Access;

/// <summary>Readings of what was counted, in the form of a metrics page.</summary>
internal static class RequestReadings
{
    private static readonly MetricFamily Requests = new("requests", MetricType.Counter, null);
    private static readonly MetricFamily Lines = new("lines", MetricType.Counter, null);
    private static readonly MetricFamily Duration = new("duration", MetricType.Histogram, "seconds");

    private static readonly LabelSet[] ByStatus =
        [.. RequestCounts.Statuses.Select(status => Labels("status", status))];

    private static readonly LabelSet[] ByBound =
    [
        .. RequestCounts.Bounds.Select(bound => Labels("le", bound.ToString(CultureInfo.InvariantCulture))),
        Labels("le", "+Inf"),
    ];

    private static readonly LabelSet WereRead = Labels("read", "yes");
    private static readonly LabelSet WereNot = Labels("read", "no");

    public static IReadOnlyList<Reading> Of(RequestCounts counts)
    {
        var readings = new List<Reading>(64);
        for (var i = 0; i < ByStatus.Length; i++)
            readings.Add(new("requests", counts.ByStatus[i], Requests, ByStatus[i]));
        readings.Add(new("lines", counts.Read, Lines, WereRead));
        readings.Add(new("lines", counts.Unread, Lines, WereNot));
        if (!counts.HasDurations) return readings;
        var sum = 0.0;
        for (var i = 0; i < ByBound.Length; i++)
            readings.Add(new("duration_bucket", sum += counts.ByDuration[i], Duration, ByBound[i]));
        readings.Add(new("duration_sum", counts.Seconds, Duration, LabelSet.Empty));
        readings.Add(new("duration_count", sum, Duration, LabelSet.Empty));
        return readings;
    }

    private static LabelSet Labels(string name, string value) => new(KeyValuePair.Create(name, value));
}
