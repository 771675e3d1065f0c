using System.Text;
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

    /// <summary>The families of a page as a table for people, with the labels that they have on it.</summary>
    public static string Table(string page)
    {
        var table = new StringBuilder("\n| Metric | Type | Labels | What it is |\n|---|---|---|---|\n");
        foreach (Match type in Types().Matches(page))
        {
            var name = type.Groups["name"].Value;
            var help = Regex.Match(page, $"^# HELP {name} (.*)$", RegexOptions.Multiline).Groups[1].Value;
            var labels = Regex.Matches(page, $"^{name}(?:_bucket)?{{(.*)}} ", RegexOptions.Multiline)
                .SelectMany(sample => Label().Matches(sample.Groups[1].Value).Select(label => label.Groups[1].Value))
                .Where(label => label != "le").Distinct();
            table.Append("| `").Append(name).Append("` | ").Append(type.Groups["type"].Value).Append(" | ")
                .AppendJoin(", ", labels.Select(label => $"`{label}`")).Append(" | ").Append(help).Append(" |\n");
        }

        return table.Append('\n').ToString();
    }

    [GeneratedRegex(@"(\w+)=""")]
    private static partial Regex Label();

    [GeneratedRegex(@"^# TYPE (?<name>\S+) (?<type>\S+)$", RegexOptions.Multiline)]
    private static partial Regex Types();

    [GeneratedRegex(@"\b(?:bellwether|process)_[a-z0-9_]+\b")]
    private static partial Regex Names();
}
