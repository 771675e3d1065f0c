namespace Bellwether.Probes.Scrape.Exposition;

/// <summary>Which suffixes belong to which type of family.</summary>
internal static class FamilyRules
{
    private static readonly (string Suffix, SampleRole Role)[] Suffixes =
    [
        ("_total", SampleRole.Total), ("_created", SampleRole.Created), ("_bucket", SampleRole.Bucket),
        ("_sum", SampleRole.Sum), ("_count", SampleRole.Count), ("_gsum", SampleRole.GaugeSum),
        ("_gcount", SampleRole.GaugeCount), ("_info", SampleRole.Info),
    ];

    /// <summary>The role of that sample in that family; null where it does not belong to it.</summary>
    public static SampleRole? RoleOf(string sample, MetricFamily family, ExpositionFormat format)
    {
        if (!sample.StartsWith(family.Name, StringComparison.Ordinal))
            return null;
        var suffix = sample.AsSpan(family.Name.Length);
        if (suffix.IsEmpty)
            return format == ExpositionFormat.Text || TakesPlain(family.Type) ? SampleRole.Plain : null;
        foreach (var (known, role) in Suffixes)
            if (suffix.SequenceEqual(known))
                return Takes(family.Type, role) ? role : null;
        return null;
    }

    /// <summary>The family name that is left when a known suffix is cut off; null where there is none.</summary>
    public static string? WithoutSuffix(string sample)
    {
        foreach (var (suffix, _) in Suffixes)
            if (sample.EndsWith(suffix, StringComparison.Ordinal) && sample.Length > suffix.Length)
                return sample[..^suffix.Length];
        return null;
    }

    /// <summary>Every sample name that an OpenMetrics family lays claim to, its own name first.</summary>
    public static IReadOnlyList<string> Claims(MetricFamily family) =>
        [family.Name, .. Suffixes.Where(s => Takes(family.Type, s.Role)).Select(s => family.Name + s.Suffix)];

    private static bool TakesPlain(MetricType type) =>
        type is MetricType.Unknown or MetricType.Gauge or MetricType.Summary or MetricType.StateSet;

    private static bool Takes(MetricType type, SampleRole role) => type switch
    {
        MetricType.Counter => role is SampleRole.Total or SampleRole.Created,
        MetricType.Histogram => role is SampleRole.Bucket or SampleRole.Sum or SampleRole.Count or SampleRole.Created,
        MetricType.Summary => role is SampleRole.Sum or SampleRole.Count or SampleRole.Created,
        MetricType.GaugeHistogram => role is SampleRole.Bucket or SampleRole.GaugeSum or SampleRole.GaugeCount,
        MetricType.Info => role is SampleRole.Info,
        _ => false,
    };
}
