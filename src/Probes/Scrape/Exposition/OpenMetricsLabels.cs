using System.Text;

namespace Bellwether.Probes.Scrape.Exposition;

/// <summary>
/// The labels that OpenMetrics asks of a bucket, a quantile and a state, and the group that is left without them.
/// </summary>
internal static class OpenMetricsLabels
{
    public static Membership Check(ref ByteCursor cursor, Series series, MetricFamily family, SampleRole role)
    {
        var bound = double.NaN;
        string? own = null;
        if (role == SampleRole.Bucket)
        {
            own = "le";
            bound = Bound(ref cursor, series.Labels["le"]);
        }
        else if (role == SampleRole.Plain && family.Type == MetricType.Summary)
        {
            own = "quantile";
            if (!TryParse(series.Labels["quantile"], out var quantile) || quantile is not (>= 0 and <= 1))
                throw cursor.Fault("a summary's own sample needs a label quantile from 0 to 1");
        }
        else if (family.Type == MetricType.StateSet)
        {
            own = family.Name;
            if (series.Labels[own] is null)
                throw cursor.Fault($"a state of {own} needs a label {own}");
        }

        return new(family, role, Group(series.Labels, family, own), bound);
    }

    private static double Bound(ref ByteCursor cursor, string? le)
    {
        if (!TryParse(le, out var bound) || double.IsNaN(bound))
            throw cursor.Fault("a bucket needs a label le that is a number");
        if (double.IsInfinity(bound) && le != "+Inf")
            throw cursor.Fault("the last bucket is written le=\"+Inf\"");
        return bound;
    }

    private static bool TryParse(string? text, out double number)
    {
        number = double.NaN;
        return text is not null && Number.TryParse(Encoding.UTF8.GetBytes(text), out number);
    }

    private static LabelSet Group(LabelSet labels, MetricFamily family, string? own)
    {
        // Infos differ by nothing but their labels: all of a family are one group.
        if (family.Type == MetricType.Info || labels.Count == 0)
            return LabelSet.Empty;
        var group = new KeyValuePair<string, string>[labels.Count - (own is null ? 0 : 1)];
        var count = 0;
        for (var i = 0; i < labels.Count; i++)
            if (labels[i].Key != own)
                group[count++] = labels[i];
        Array.Sort(group, static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        return group.Length == 0 ? LabelSet.Empty : new(group);
    }
}
