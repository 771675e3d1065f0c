using System.Text.RegularExpressions;

namespace Bellwether.Integration.Tests.Telemetry;

/// <summary>Names of metrics, as a page has them and as expressions use them.</summary>
internal static partial class PageNames
{
    private static readonly string[] OfHistogram = ["_bucket", "_sum", "_count"];

    /// <summary>Every name that can be asked for, of every family on the page.</summary>
    public static IReadOnlySet<string> Offered(string page) =>
        Types().Matches(page).SelectMany(type => type.Groups["type"].Value == "histogram"
            ? OfHistogram.Select(end => type.Groups["name"].Value + end) : [type.Groups["name"].Value]).ToHashSet();

    /// <summary>The names of ours in a text: expressions, or a whole file of them.</summary>
    public static IReadOnlySet<string> Asked(string text) => Names().Matches(text).Select(m => m.Value).ToHashSet();

    [GeneratedRegex(@"^# TYPE (?<name>\S+) (?<type>\S+)$", RegexOptions.Multiline)]
    private static partial Regex Types();

    [GeneratedRegex(@"\b(?:bellwether|process)_[a-z0-9_]+\b")]
    private static partial Regex Names();
}
