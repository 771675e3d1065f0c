using System.Text.Json.Serialization;

namespace Bellwether.Contracts.Wire;

/// <summary>A structured CloudEvent: the envelope of every message, on every wire.</summary>
/// <typeparam name="T">The message; <see cref="Type"/> names it.</typeparam>
/// <remarks>Source: CloudEvents 1.0, JSON event format. The attribute names are the specification's, all lower
/// case.</remarks>
public sealed record CloudEvent<T>
{
    [JsonPropertyName("specversion")]
    public string SpecVersion { get; init; } = "1.0";

    /// <summary>Same id, same message: receivers drop what they have seen. Derived, never random.</summary>
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    /// <summary>Who says it: <c>/bellwether/{environment}/{agent}</c>, or the sender's own.</summary>
    [JsonPropertyName("source")]
    public required string Source { get; init; }

    /// <summary>Which message it is: one of <see cref="MessageTypes"/>.</summary>
    [JsonPropertyName("type")]
    public required string Type { get; init; }

    /// <summary>What it is about: the deployment id, or <c>service/environment</c>.</summary>
    [JsonPropertyName("subject")]
    public string? Subject { get; init; }

    [JsonPropertyName("time")]
    public required DateTimeOffset Time { get; init; }

    [JsonPropertyName("datacontenttype")]
    public string DataContentType { get; init; } = "application/json";

    /// <summary>W3C trace context of the call that led to this message; absent where there was none.</summary>
    [JsonPropertyName("traceparent")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TraceParent { get; init; }

    [JsonPropertyName("data")]
    public required T Data { get; init; }
}
