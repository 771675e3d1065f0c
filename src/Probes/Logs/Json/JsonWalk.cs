using System.Text.Json;

namespace Bellwether.Probes.Logs.Json;

/// <summary>Goes through one JSON object without making anything of it.</summary>
internal static class JsonWalk
{
    /// <summary>Objects within objects; deeper ones make the line unreadable.</summary>
    public const int Deepest = 16;

    /// <summary>Bytes of a path; what is longer is passed over.</summary>
    private const int LongestPath = 256;

    [ThreadStatic]
    private static byte[]? t_path;

    private static readonly JsonReaderOptions Plain = new() { MaxDepth = Deepest };

    /// <summary>False where the line is no JSON object; some values may have been taken all the same.</summary>
    public static bool TryWalk(ReadOnlySpan<byte> line, IJsonTaker taker)
    {
        t_path ??= new byte[LongestPath];
        var path = t_path;
        Span<int> ends = stackalloc int[Deepest + 1];
        var reader = new Utf8JsonReader(line, Plain);
        try
        {
            if (!reader.Read() || reader.TokenType is not JsonTokenType.StartObject) return false;
            var length = 0;
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        length = Append(path, ends[reader.CurrentDepth - 1], reader.ValueSpan);
                        break;
                    case JsonTokenType.StartObject or JsonTokenType.StartArray:
                        ends[reader.CurrentDepth] = length;
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        length = ends[reader.CurrentDepth];
                        break;
                    case JsonTokenType.Null:
                        break;
                    default:
                        if (length is > 0 and <= LongestPath) taker.Take(path.AsSpan(0, length), ref reader);
                        break;
                }
            }

            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>The new length; more than there is room for where the path is too long.</summary>
    private static int Append(Span<byte> path, int length, ReadOnlySpan<byte> name)
    {
        if (length > LongestPath || length + name.Length + 1 > LongestPath) return LongestPath + 1;
        if (length > 0) path[length++] = (byte)'.';
        name.CopyTo(path[length..]);
        return length + name.Length;
    }
}
