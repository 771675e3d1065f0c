using System.Text.Json;

namespace Bellwether.Agent.Commands.Cases;

/// <summary>What a line is, found out before it is read in earnest, and also where it cannot be read.</summary>
/// <param name="IsDefine">A definition; else a case, or neither.</param>
/// <param name="Name">Of a definition, where it has one.</param>
/// <param name="Case">Of a case: the bytes of its number or text as they stand there; empty where there is
/// none.</param>
internal readonly record struct LineHead(bool IsDefine, string? Name, ReadOnlyMemory<byte> Case)
{
    public static LineHead Of(ReadOnlyMemory<byte> line)
    {
        var reader = new Utf8JsonReader(line.Span);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return default;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var (isCase, isDefine) = (reader.ValueTextEquals("case"u8), reader.ValueTextEquals("define"u8));
                reader.Read();
                if (isDefine)
                    return new(true, reader.TokenType == JsonTokenType.String ? reader.GetString() : null, default);
                if (isCase) return new(false, null, Raw(in reader, line));
                reader.Skip();
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Neither was found before the place where it is no JSON, or no text.
        }

        return default;
    }

    private static ReadOnlyMemory<byte> Raw(in Utf8JsonReader reader, ReadOnlyMemory<byte> line)
    {
        // A text that is no UTF-8 throws here: it would make the answer unreadable.
        if (reader.TokenType == JsonTokenType.String) _ = reader.GetString();
        else if (reader.TokenType != JsonTokenType.Number) return default;
        return line[(int)reader.TokenStartIndex..(int)reader.BytesConsumed].ToArray();
    }
}
