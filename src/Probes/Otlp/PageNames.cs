using System.Text;

namespace Bellwether.Probes.Otlp;

/// <summary>Names metrics and attributes as a metrics page would, so that signals are found among them as on one.
/// Source: OpenTelemetry, "Prometheus and OpenMetrics Compatibility".</summary>
internal static class PageNames
{
    private static readonly Dictionary<string, string> Units = new(StringComparer.Ordinal)
    {
        ["d"] = "days",
        ["h"] = "hours",
        ["min"] = "minutes",
        ["s"] = "seconds",
        ["ms"] = "milliseconds",
        ["us"] = "microseconds",
        ["ns"] = "nanoseconds",
        ["By"] = "bytes",
        ["KiBy"] = "kibibytes",
        ["MiBy"] = "mebibytes",
        ["GiBy"] = "gibibytes",
        ["TiBy"] = "tibibytes",
        ["KBy"] = "kilobytes",
        ["MBy"] = "megabytes",
        ["GBy"] = "gigabytes",
        ["TBy"] = "terabytes",
        ["m"] = "meters",
        ["V"] = "volts",
        ["A"] = "amperes",
        ["J"] = "joules",
        ["W"] = "watts",
        ["g"] = "grams",
        ["Cel"] = "celsius",
        ["Hz"] = "hertz",
        ["%"] = "percent",
    };

    private static readonly Dictionary<string, string> Per = new(StringComparer.Ordinal)
    {
        ["s"] = "second",
        ["m"] = "minute",
        ["h"] = "hour",
        ["d"] = "day",
        ["w"] = "week",
        ["mo"] = "month",
        ["y"] = "year",
    };

    /// <summary>Name of the family, with its unit and, where it only grows, <c>_total</c>; and the unit, null for
    /// none.</summary>
    public static (string Name, string? Unit) OfMetric(OtlpMetric metric)
    {
        var (name, unit) = (Clean(metric.Name, isLabel: false), UnitOf(metric.Unit));
        var isLevel = metric.Kind is OtlpKind.Gauge;
        if (unit is null && metric.Unit == "1" && isLevel) unit = "ratio";
        var counts = metric is { Kind: OtlpKind.Sum, IsMonotonic: true };
        if (counts && name.EndsWith("_total", StringComparison.Ordinal)) name = name[..^"_total".Length];
        if (unit is not null && !Holds(name, unit)) name = $"{name}_{unit}";
        return (counts ? name + "_total" : name, unit);
    }

    /// <summary>Name of a label.</summary>
    public static string OfAttribute(string name) => Clean(name, isLabel: true);

    /// <summary>Letters, digits and '_', never two '_' in a row where one was put in, not a digit first.</summary>
    private static string Clean(string name, bool isLabel)
    {
        var clean = new StringBuilder(name.Length + 4);
        foreach (var c in name)
        {
            var fits = char.IsAsciiLetterOrDigit(c) || c == '_' || (c == ':' && !isLabel);
            if (fits) clean.Append(c);
            else if (clean.Length > 0 && clean[^1] != '_') clean.Append('_');
        }

        while (clean.Length > 0 && clean[^1] == '_' && !name.EndsWith('_')) clean.Length--;
        if (clean.Length > 0 && char.IsAsciiDigit(clean[0])) clean.Insert(0, isLabel ? "key_" : "_");
        return clean.ToString();
    }

    private static string? UnitOf(string unit)
    {
        // What stands in braces is a remark: {request}.
        var plain = unit.IndexOf('{', StringComparison.Ordinal) is >= 0 and var brace ? unit[..brace] : unit;
        var parts = plain.Split('/');
        if (parts.Length > 2 || parts[0].Length == 0 || plain == "1") return null;
        var first = Units.GetValueOrDefault(parts[0]) ?? Clean(parts[0], isLabel: true);
        if (parts.Length == 1 || parts[1].Length == 0) return first.Length == 0 ? null : first;
        return $"{first}_per_{Per.GetValueOrDefault(parts[1]) ?? Clean(parts[1], isLabel: true)}";
    }

    private static bool Holds(string name, string unit) =>
        name == unit || name.EndsWith($"_{unit}", StringComparison.Ordinal)
        || name.StartsWith($"{unit}_", StringComparison.Ordinal)
        || name.Contains($"_{unit}_", StringComparison.Ordinal);
}
