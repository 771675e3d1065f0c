using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Bellwether.Chart.Tests.Shapes;

/// <summary>Holds objects against the tables of <see cref="Kinds"/>: unknown fields, missing ones, wrong
/// types.</summary>
internal static partial class Shape
{
    private static readonly Dictionary<string, Dictionary<string, (string Type, bool IsRequired)>> s_types =
        Read(Kinds.Workloads + "\n" + Kinds.Others);

    private static readonly Dictionary<string, Func<JsonNode, bool>> s_scalars = new()
    {
        ["string"] = IsText,
        ["int"] = node => node.GetValueKind() == JsonValueKind.Number && node.AsValue().TryGetValue<long>(out _),
        ["bool"] = node => node.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        ["name"] = node => IsText(node) && Name().IsMatch(node.GetValue<string>()),
        ["label"] = node => IsText(node) && Label().IsMatch(node.GetValue<string>()),
        ["quantity"] = node => node.GetValueKind() == JsonValueKind.Number
            || (IsText(node) && Quantity().IsMatch(node.GetValue<string>())),
        ["duration"] = node => IsText(node) && Duration().IsMatch(node.GetValue<string>()),
        ["cidr"] = node => IsText(node) && System.Net.IPNetwork.TryParse(node.GetValue<string>(), out _),
        ["map"] = node => node is JsonObject map && map.All(entry => entry.Value is { } text && IsText(text)),
        ["port"] = node => node.GetValueKind() == JsonValueKind.Number
            ? node.GetValue<long>() is >= 1 and <= 65535 : IsText(node) && Label().IsMatch(node.GetValue<string>()),
        ["any"] = _ => true,
    };

    /// <summary>What is wrong with a whole object; its kind says which table holds.</summary>
    public static IEnumerable<string> Faults(JsonObject node)
    {
        var kind = node["kind"]?.GetValue<string>() ?? "";
        return s_types.ContainsKey(kind) ? Faults(kind, node, kind) : [$"{kind}: there is no table of this kind"];
    }

    private static IEnumerable<string> Faults(string type, JsonNode? node, string path)
    {
        if (node is null) return [$"{path}: is null"];
        if (type.StartsWith('['))
            return node is JsonArray list
                ? list.SelectMany((item, i) => Faults(type[1..^1], item, $"{path}[{i}]")) : [$"{path}: is no list"];
        if (type.StartsWith('\''))
            return IsText(node) && type[1..^1].Split('|').Contains(node.GetValue<string>())
                ? [] : [$"{path}: {node.ToJsonString()} is none of {type}"];
        if (s_scalars.TryGetValue(type, out var isGood))
            return isGood(node) ? [] : [$"{path}: {node.ToJsonString()} is no {type}"];
        return node is JsonObject map ? OfFields(s_types[type], map, path) : [$"{path}: is no object"];
    }

    private static IEnumerable<string> OfFields(
        Dictionary<string, (string Type, bool IsRequired)> fields, JsonObject map, string path)
    {
        foreach (var (name, field) in fields)
            if (field.IsRequired && !map.ContainsKey(name)) yield return $"{path}.{name}: is missing";
        foreach (var (name, value) in map)
        {
            if (!fields.TryGetValue(name, out var field)) yield return $"{path}.{name}: is unknown";
            else
                foreach (var fault in Faults(field.Type, value, $"{path}.{name}")) yield return fault;
        }
    }

    private static Dictionary<string, Dictionary<string, (string Type, bool IsRequired)>> Read(string table) => table
        .Replace("\n  ", " ", StringComparison.Ordinal)
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split(": ", 2))
        .ToDictionary(line => line[0], line => line[1].Split(' ').Select(word => word.Split(':', 2)).ToDictionary(
            field => field[0].TrimEnd('!'), field => (field[1], field[0].EndsWith('!'))));

    private static bool IsText(JsonNode node) => node.GetValueKind() == JsonValueKind.String;

    [GeneratedRegex("^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$")]
    private static partial Regex Name();

    [GeneratedRegex("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$")]
    private static partial Regex Label();

    [GeneratedRegex("^[0-9]+(\\.[0-9]+)?(m|k|M|G|T|Ki|Mi|Gi|Ti)?$")]
    private static partial Regex Quantity();

    [GeneratedRegex("^([0-9]+(ms|s|m|h|d))+$")]
    private static partial Regex Duration();
}
