using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bellwether.Contracts.Wire;

/// <summary>Writes an enum as lower-kebab text and reads nothing else: numbers and unknown words are refused.</summary>
/// <remarks>The framework's own converter is laxer: it takes any case, and reads "promote,rollback" as the bits of both,
/// which is a third decision.</remarks>
public sealed class KebabCaseEnum<T> : JsonConverter<T>
    where T : struct, Enum
{
    private static readonly Dictionary<T, string> Words = Enum.GetValues<T>()
        .ToDictionary(value => value, value => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()));

    private static readonly Dictionary<string, T> Values = Words
        .ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    /// <exception cref="JsonException">It is no word of the enum.</exception>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var word = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        if (word is not null && Values.TryGetValue(word, out var value)) return value;
        throw new JsonException($"'{word ?? $"{reader.TokenType}"}' is none of: {string.Join(", ", Values.Keys)}.");
    }

    /// <exception cref="JsonException">The value has no word.</exception>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (!Words.TryGetValue(value, out var word)) throw new JsonException($"{typeof(T).Name} {value} has no word.");
        writer.WriteStringValue(word);
    }
}
