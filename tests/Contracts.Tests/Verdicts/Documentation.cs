using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Bellwether.Contracts.Tests.Verdicts;

/// <summary>The documentation comments of the contracts, as plain text.</summary>
internal static partial class Documentation
{
    private static readonly Dictionary<string, XElement> Members = XDocument
        .Load(Path.ChangeExtension(typeof(Ids).Assembly.Location, ".xml"))
        .Descendants("member").ToDictionary(member => member.Attribute("name")!.Value);

    /// <summary>The summary of a type; null where it has none.</summary>
    public static string? Of(Type type) =>
        Members.TryGetValue($"T:{type.FullName}", out var member) ? Text(member.Element("summary")) : null;

    /// <summary>The summary of a property, or what a record's parameter is; null where neither is said.</summary>
    public static string? Of(PropertyInfo property)
    {
        var type = property.DeclaringType!.FullName;
        if (Members.TryGetValue($"P:{type}.{property.Name}", out var member) && member.Element("summary") is { } own)
            return Text(own);
        return Members.TryGetValue($"T:{type}", out var record)
            ? Text(record.Elements("param").FirstOrDefault(param => param.Attribute("name")?.Value == property.Name))
            : null;
    }

    private static string? Text(XElement? element)
    {
        if (element is null) return null;
        var text = new StringBuilder();
        foreach (var node in element.Nodes())
        {
            text.Append(node switch
            {
                XText words => words.Value,
                XElement { Name.LocalName: "see" } see => LastName(see.Attribute("cref")?.Value ?? ""),
                XElement { Name.LocalName: "paramref" } parameter => parameter.Attribute("name")?.Value,
                XElement other => other.Value,
                _ => "",
            });
        }

        return Spaces().Replace(text.ToString(), " ").Trim();
    }

    /// <summary>Members of the wire are camelCase; a type keeps its name.</summary>
    private static string LastName(string reference)
    {
        var name = reference.Split('(')[0].Split('.')[^1];
        return reference.StartsWith("P:", StringComparison.Ordinal) ? char.ToLowerInvariant(name[0]) + name[1..] : name;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
