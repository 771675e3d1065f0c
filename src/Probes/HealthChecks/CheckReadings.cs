using System.Globalization;
using System.Text.Json;

namespace Bellwether.Probes.HealthChecks;

/// <summary>Makes levels of the numbers among the data of a check.</summary>
internal static class CheckReadings
{
    /// <summary>Most levels of one check; further ones are left out, by their names.</summary>
    public const int Most = 32;

    /// <summary>Longest name of one.</summary>
    public const int LongestName = 60;

    /// <summary>Names begin so, and are then the key as the file would write it: <c>data.queue-length</c>.</summary>
    public const string Prefix = "data.";

    public static IEnumerable<Reading> Of(IReadOnlyDictionary<string, object>? data, Redaction redaction)
    {
        if (data is null) return [];
        return
        [
            .. (from entry in data
                where redaction.Clean(entry.Key) == entry.Key
                let name = Name(entry.Key)
                let number = Number(entry.Value)
                where name.Length is > 0 and <= LongestName && double.IsFinite(number.Value)
                orderby name
                group Reading.Gauge(Prefix + name, number.Value, number.Unit) by name into same
                select same.First()).Take(Most),
        ];
    }

    /// <summary>Lower-kebab: what else a key may hold becomes a hyphen.</summary>
    private static string Name(string key)
    {
        var kebab = JsonNamingPolicy.KebabCaseLower.ConvertName(key);
        var plain = string.Concat(kebab.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-'));
        return string.Join('-', plain.Split('-', StringSplitOptions.RemoveEmptyEntries));
    }

    // A truth is no level, and a text that looks like a number is one only by accident.
    private static (double Value, string Unit) Number(object? value) => value switch
    {
        TimeSpan duration => (duration.TotalSeconds, "seconds"),
        sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal =>
            (Convert.ToDouble(value, CultureInfo.InvariantCulture), ""),
        _ => (double.NaN, ""),
    };
}
