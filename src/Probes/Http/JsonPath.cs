using System.Globalization;
using System.Text.Json;

namespace Bellwether.Probes.Http;

/// <summary>A place in a JSON document: <c>build.version</c>, <c>items[0].id</c>, with or without <c>$.</c> in
/// front.</summary>
internal static class JsonPath
{
    /// <summary>Longest path.</summary>
    public const int Longest = 256;

    /// <summary>Deepest document that is read.</summary>
    private const int Deepest = 64;

    /// <summary>What is wrong with a path; null for nothing.</summary>
    public static string? Fault(string path) => path.Length > Longest ? $"a path is at most {Longest} characters."
        : Steps(path) is null
            ? $"'{path}' is no path: write names with '.' between them and [0] for the items of lists."
        : null;

    /// <summary>The value there as text: numbers and truths as they are written, lists and maps as JSON.</summary>
    /// <returns>Null where there is none, the text is no JSON, or what stands there is no text, as half a
    /// character.</returns>
    public static string? Find(ReadOnlyMemory<byte> json, string path)
    {
        if (Steps(path) is not { } steps) return null;
        try
        {
            using var document = JsonDocument.Parse(Unmarked(json), new JsonDocumentOptions { MaxDepth = Deepest });
            var at = document.RootElement;
            foreach (var step in steps)
                if (Down(at, step) is { } next) at = next;
                else return null;
            return at.ValueKind switch
            {
                JsonValueKind.String => at.GetString(),
                JsonValueKind.Null or JsonValueKind.Undefined => "null",
                _ => at.GetRawText(),
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static JsonElement? Down(JsonElement at, string step) => at.ValueKind switch
    {
        JsonValueKind.Object => at.TryGetProperty(step, out var value) ? value : null,
        JsonValueKind.Array => int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            && index < at.GetArrayLength() ? at[index] : null,
        _ => null,
    };

    private static string[]? Steps(string path)
    {
        var plain = path.StartsWith("$.", StringComparison.Ordinal) ? path[2..]
            : path.StartsWith("$[", StringComparison.Ordinal) ? path[1..] : path;
        if (plain == "$") return [];
        var steps = plain.Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal)
            .TrimStart('.').Split('.');
        return Array.Exists(steps, step => step.Length == 0)
            || plain.Count(c => c == '[') != plain.Count(c => c == ']') ? null : steps;
    }

    // Some servers put a mark of the encoding in front, which is no JSON.
    private static ReadOnlyMemory<byte> Unmarked(ReadOnlyMemory<byte> json) =>
        json.Span.StartsWith("\uFEFF"u8) ? json[3..] : json;
}
