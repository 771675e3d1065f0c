using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Bellwether.Contracts.Wire;

/// <summary>Instants on the wire: RFC 3339 in UTC with a trailing Z and up to seven decimals, none where they are
/// zero.</summary>
public sealed partial class UtcInstant : JsonConverter<DateTimeOffset>
{
    private const string Form = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

    /// <exception cref="JsonException">The text is no RFC 3339 instant, or has no offset.</exception>
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return TryParse(text, out var instant)
            ? instant
            : throw new JsonException($"'{text}' is no instant; write it as 2026-01-31T12:00:00Z.");
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(Format(value));
    }

    public static string Format(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture);

    /// <summary>Reads an RFC 3339 instant with any offset; what is finer than 100 ns is dropped.</summary>
    public static bool TryParse(string? text, out DateTimeOffset instant)
    {
        instant = default;
        if (text is null || Rfc3339().Match(text) is not { Success: true } match) return false;
        var seconds = match.Groups["fraction"].Value;
        var kept = match.Groups["whole"].Value + seconds[..Math.Min(8, seconds.Length)] + match.Groups["offset"].Value;
        if (!DateTimeOffset.TryParse(kept, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var there))
            return false;
        instant = there.ToUniversalTime();
        return true;
    }

    // The framework alone would also take dates without a time, and take 2026-01-31 as having the offset -31.
    [GeneratedRegex(
        @"\A(?<whole>[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2})"
        + @"(?<fraction>(\.[0-9]{1,18})?)(?<offset>[Zz]|[+-][0-9]{2}:[0-9]{2})\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Rfc3339();
}
