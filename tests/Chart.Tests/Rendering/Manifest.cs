using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Bellwether.Chart.Tests.Rendering;

/// <summary>YAML as the API server understands it.</summary>
internal static partial class Manifest
{
    // These are texts to one reader of YAML and booleans or numbers to another.
    private static readonly string[] Doubtful = ["yes", "no", "on", "off", "y", "n"];

    public static IReadOnlyList<JsonObject> ReadAll(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return [.. stream.Documents.Select(document => Convert(document.RootNode)!.AsObject())];
    }

    public static JsonObject Read(string text) => Assert.Single(ReadAll(text));

    /// <summary>The value below an object, by keys and indexes with dots between; null where there is none.</summary>
    public static JsonNode? At(this JsonNode? node, string path)
    {
        var at = node;
        foreach (var part in path.Split('.'))
            at = at switch
            {
                JsonObject map => map[part],
                JsonArray list when int.Parse(part, CultureInfo.InvariantCulture) is var i && i < list.Count => list[i],
                _ => null,
            };
        return at;
    }

    public static string? Text(this JsonNode? node, string path) => node.At(path)?.GetValue<string>();

    private static JsonNode? Convert(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(
            entry => KeyValuePair.Create(((YamlScalarNode)entry.Key).Value!, Convert(entry.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Convert)]),
        YamlScalarNode { Style: ScalarStyle.Plain } scalar => Plain(scalar.Value!),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value),
        _ => throw new NotSupportedException($"{node.NodeType}"),
    };

    private static JsonValue? Plain(string text)
    {
        if (Doubtful.Contains(text.ToLowerInvariant()) || Octal().IsMatch(text))
            throw new FormatException($"{text} without quotes is read in two ways");
        if (text is "" or "null" or "~") return null;
        if (text is "true" or "false") return JsonValue.Create(text == "true");
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            return JsonValue.Create(whole);
        return Number().IsMatch(text)
            ? JsonValue.Create(double.Parse(text, CultureInfo.InvariantCulture)) : JsonValue.Create(text);
    }

    [GeneratedRegex(@"^[-+]?([0-9]+\.[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?$|^[-+]?[0-9]+[eE][-+]?[0-9]+$")]
    private static partial Regex Number();

    [GeneratedRegex("^0[0-9]+$")]
    private static partial Regex Octal();
}
