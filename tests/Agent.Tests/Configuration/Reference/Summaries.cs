using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Bellwether.Agent.Configuration.Binding;

namespace Bellwether.Agent.Tests.Configuration.Reference;

/// <summary>The doc comments of options, from the files that the compiler writes beside the assemblies.</summary>
internal static partial class Summaries
{
    private static readonly Dictionary<string, XElement> Members = Read();

    /// <summary>The whole summary in one line; empty for none.</summary>
    public static string Of(MemberInfo member)
    {
        var id = member is Type type
            ? "T:" + type.FullName!.Replace('+', '.')
            : $"P:{member.DeclaringType!.FullName!.Replace('+', '.')}.{member.Name}";
        return Members.TryGetValue(id, out var summary) ? Blanks()
            .Replace(string.Concat(summary.Nodes().Select(Text)), " ").Trim() : "";
    }

    /// <summary>The summary less the sentences that state range and default, which have columns of their own.</summary>
    public static string Meaning(MemberInfo member)
    {
        var sentences = Sentences().Split(Of(member));
        var kept = sentences.Where(s => !Stated().IsMatch(s)).ToList();
        return string.Join(" ", kept.Count > 0 ? kept : sentences.Take(1));
    }

    /// <summary>The default that a summary states in words, for one that is worked out elsewhere; null where it states
    /// none.</summary>
    public static string? Default(MemberInfo member) =>
        DefaultWords().Match(Of(member)) is { Success: true } match ? match.Groups[1].Value
        : Of(member).EndsWith("Required.", StringComparison.Ordinal) ? "**required**"
        : null;

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement e when e.Attribute("cref")?.Value is { } name =>
            $"`{Paths.Kebab(name[(name.LastIndexOf('.') + 1)..])}`",
        XElement e when e.Attribute("name")?.Value is { } name => $"`{name}`",
        XElement e => e.Value,
        _ => "",
    };

    private static Dictionary<string, XElement> Read() =>
        Directory.EnumerateFiles(AppContext.BaseDirectory, "Bellwether.*.xml")
            .SelectMany(file => XDocument.Load(file).Descendants("member"))
            .Where(m => m.Element("summary") is not null)
            .GroupBy(m => m.Attribute("name")!.Value)
            .ToDictionary(g => g.Key, g => g.First().Element("summary")!);

    [GeneratedRegex(@"\b[Dd]efault (.+?)\.?$")]
    private static partial Regex DefaultWords();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"(?<=\.)\s+(?=[A-Z0-9])")]
    private static partial Regex Sentences();

    [GeneratedRegex(@"\b(default|required)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Stated();
}
