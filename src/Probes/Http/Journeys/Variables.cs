using System.Text.RegularExpressions;

namespace Bellwether.Probes.Http.Journeys;

/// <summary>The values that the steps of one look took out of their answers.</summary>
internal sealed partial class Variables
{
    /// <summary>Longest value; a longer one is not taken.</summary>
    public const int Longest = 8 * 1024;

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Values => _values.Values;

    /// <summary>Names that a text refers to; empty for none.</summary>
    public static IEnumerable<string> NamesIn(string text) =>
        Reference().Matches(text).Select(match => match.Groups["name"].Value);

    /// <summary>Whether there is such a value, of a sane length.</summary>
    public bool Take(string name, string? value)
    {
        if (value is null or { Length: 0 or > Longest }) return false;
        _values[name] = value;
        return true;
    }

    /// <summary>Puts the values into a text.</summary>
    /// <param name="text">With <c>{{name}}</c> in it.</param>
    /// <param name="written">How a value is written there.</param>
    /// <returns>Null where one is not there, as in a step that is made although an earlier one failed.</returns>
    public string? In(string text, Func<string, string> written)
    {
        var isWhole = true;
        var filled = Reference().Replace(text, match =>
        {
            if (_values.TryGetValue(match.Groups["name"].Value, out var value)) return written(value);
            isWhole = false;
            return "";
        });
        return isWhole ? filled : null;
    }

    [GeneratedRegex(@"\{\{(?<name>[a-z][a-z0-9-]{0,31})\}\}", RegexOptions.CultureInvariant)]
    private static partial Regex Reference();
}
