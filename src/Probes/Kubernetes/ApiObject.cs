using System.Globalization;
using System.Text.Json;
using Bellwether.Probes.Logs.Messages;

namespace Bellwether.Probes.Kubernetes;

/// <summary>Reads objects of the API, which leaves out what is empty: a member that is not there is not
/// there.</summary>
internal static class ApiObject
{
    public static JsonElement At(JsonElement of, string name) =>
        of.ValueKind is JsonValueKind.Object && of.TryGetProperty(name, out var member) ? member : default;

    public static string? Text(JsonElement of, string name) =>
        At(of, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    public static int? Number(JsonElement of, string name) =>
        At(of, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var whole) ? whole : null;

    public static DateTimeOffset? Moment(JsonElement of, string name) => DateTimeOffset.TryParse(
        Text(of, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;

    public static IEnumerable<JsonElement> Items(JsonElement of, string name) =>
        At(of, name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    /// <summary>A condition of that type; none where the object has none.</summary>
    public static JsonElement Condition(JsonElement status, string type) =>
        Items(status, "conditions").FirstOrDefault(one => Text(one, "type") == type);

    /// <summary>Message of a node or controller for a person: without secrets, on one line, cut.</summary>
    public static string Message(JsonElement of, int longest = 160) => SecretText.Line(Text(of, "message"), longest);

    /// <summary>Text of the API for a person: on one line, cut.</summary>
    public static string Line(string? text, int longest = 160)
    {
        var line = string.Concat((text ?? "").Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        return line.Length <= longest ? line : line[..longest] + "…";
    }
}
