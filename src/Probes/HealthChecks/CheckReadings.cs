using System.Globalization;
using System.Text.Json;

namespace Bellwether.Probes.HealthChecks;

/// <summary>Makes levels of the numbers among the data of a check.</summary>
/// <remarks>Remembers which it has made: each is a signal of the service, and a check that puts ids in its keys would
/// take the places of all others. One look at a time.</remarks>
internal sealed class CheckReadings(Redaction redaction)
{
    /// <summary>Most levels of one check; further ones are left out, by their names.</summary>
    public const int Most = 32;

    /// <summary>Most different levels of one check as long as its probe lives; the first that came stay.</summary>
    public const int MostKeys = 64;

    /// <summary>Longest name of one.</summary>
    public const int LongestName = 60;

    /// <summary>Names begin so, and are then the key as the file would write it: <c>data.queue-length</c>.</summary>
    public const string Prefix = "data.";

    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private bool _told;

    /// <returns>The levels by name, and what there is to say about those left out: once, else null.</returns>
    public (IReadOnlyList<Reading> Found, string? Remark) Of(IReadOnlyDictionary<string, object>? data)
    {
        if (data is null) return ([], null);
        List<Reading> found = [];
        var left = 0;
        foreach (var reading in Levels(data).OrderByDescending(reading => _known.Contains(reading.Name)).Take(Most))
            if (_known.Contains(reading.Name) || (_known.Count < MostKeys && _known.Add(reading.Name)))
                found.Add(reading);
            else left++;
        var remark = left == 0 || _told ? null
            : $"the check's data have had more than {MostKeys} different keys: further ones are left out";
        _told |= left > 0;
        return ([.. found.OrderBy(reading => reading.Name, StringComparer.Ordinal)], remark);
    }

    private IEnumerable<Reading> Levels(IReadOnlyDictionary<string, object> data) =>
        from entry in data
        where redaction.Clean(entry.Key) == entry.Key
        let name = Name(entry.Key)
        let number = Number(entry.Value)
        where name.Length is > 0 and <= LongestName && double.IsFinite(number.Value)
        orderby name
        group Reading.Gauge(Prefix + name, number.Value, number.Unit) by name into same
        select same.First();

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
