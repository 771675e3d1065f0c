using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Bellwether.Agent.Bus;

/// <summary>A structured CloudEvent as it came in, with its data still unread.</summary>
internal sealed record EventEnvelope(string Id, string Source, string Type, string? TraceParent, JsonElement Payload)
{
    private const string Version = "1.0";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <exception cref="JsonException">It is no structured CloudEvent, and why.</exception>
    public static EventEnvelope Read(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body, Strict);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object) throw new JsonException("it is no JSON object");
        var version = Text(root, "specversion");
        if (version != Version) throw new JsonException($"its specversion is {version}, not {Version}");
        var envelope = new EventEnvelope(
            Text(root, "id"), Text(root, "source"), Text(root, "type"), Optional(root, "traceparent"), PayloadOf(root));
        return envelope;
    }

    /// <exception cref="JsonException">The data is no such message.</exception>
    public T Open<T>(JsonTypeInfo<T> form) =>
        Payload.Deserialize(form) ?? throw new JsonException("its data is empty");

    private static JsonElement PayloadOf(JsonElement root) =>
        root.TryGetProperty("data", out var found) && found.ValueKind == JsonValueKind.Object
            ? found.Clone()
            : throw new JsonException("it has no data that is a JSON object");

    private static string Text(JsonElement root, string name) => Optional(root, name) is { Length: > 0 } text
        ? text
        : throw new JsonException($"it is no structured CloudEvent: {name} is missing");

    private static string? Optional(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
