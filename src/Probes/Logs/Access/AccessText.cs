using System.Buffers.Text;

namespace Bellwether.Probes.Logs.Access;

/// <summary>Reads lines of the common and combined formats, with or without a duration at the end.</summary>
/// <remarks>Sources: the Apache httpd pages on mod_log_config, the nginx pages on ngx_http_log_module.</remarks>
internal static class AccessText
{
    /// <summary>Null where the line is none of them.</summary>
    public static AccessLine? Read(ReadOnlySpan<byte> line, DurationUnit unit, OperationalRoutes ignored)
    {
        var time = line.IndexOf("] \""u8);
        if (time < 0 || line[..time].IndexOf((byte)'[') < 0) return null;
        var rest = line[(time + 3)..];
        var end = EndOfQuoted(rest);
        if (end < 0) return null;
        var path = PathOf(rest[..end]);
        rest = rest[(end + 1)..].TrimStart((byte)' ');
        if (!Utf8Parser.TryParse(rest, out int status, out var used) || used != 3 || status is < 100 or > 599
            || (rest.Length > 3 && rest[3] != ' '))
            return null;
        var (seconds, isOwn, namesAgent) = Tail(rest[3..], unit);
        return new(status, seconds, !isOwn && !ignored.Hold(path), namesAgent);
    }

    /// <summary>Path of a request line, without the query and, of an absolute address, without the host.</summary>
    internal static ReadOnlySpan<byte> PathOf(ReadOnlySpan<byte> request)
    {
        var blank = request.IndexOf((byte)' ');
        if (blank < 0) return [];
        var target = request[(blank + 1)..];
        var end = target.IndexOfAny((byte)' ', (byte)'?', (byte)'#');
        return Plain(end < 0 ? target : target[..end]);
    }

    /// <summary>A path or an address as a path.</summary>
    internal static ReadOnlySpan<byte> Plain(ReadOnlySpan<byte> target)
    {
        var end = target.IndexOfAny((byte)'?', (byte)'#');
        if (end >= 0) target = target[..end];
        var scheme = target.IndexOf("://"u8);
        if (scheme < 0) return target;
        var host = target[(scheme + 3)..];
        var slash = host.IndexOf((byte)'/');
        return slash < 0 ? "/"u8 : host[slash..];
    }

    /// <summary>Size, then perhaps referrer and agent in quotes, then whatever the operator added.</summary>
    private static (double Seconds, bool IsOwn, bool NamesAgent) Tail(ReadOnlySpan<byte> rest, DurationUnit unit)
    {
        var (quoted, plain, seconds, isOwn) = (0, 0, double.NaN, false);
        while (!(rest = rest.TrimStart((byte)' ')).IsEmpty)
        {
            if (rest[0] == '"')
            {
                var end = EndOfQuoted(rest[1..]);
                if (end < 0) break;
                if (++quoted == 2) isOwn = OwnAgent.Is(rest[1..(end + 1)]);
                rest = rest[(end + 2)..];
                continue;
            }

            var blank = rest.IndexOf((byte)' ');
            var word = blank < 0 ? rest : rest[..blank];
            rest = rest[word.Length..];
            // The first is the size of the answer.
            if (plain++ > 0 && double.IsNaN(seconds)) seconds = Seconds(word, unit);
        }

        return (seconds, isOwn, quoted > 1);
    }

    private static double Seconds(ReadOnlySpan<byte> word, DurationUnit unit)
    {
        var equals = word.IndexOf((byte)'=');
        if (equals >= 0)
        {
            var name = word[..equals];
            if (!name.SequenceEqual("rt"u8) && !name.SequenceEqual("request_time"u8)) return double.NaN;
            word = word[(equals + 1)..];
        }

        return Durations.Read(word, unit is DurationUnit.Auto
            ? word.IndexOf((byte)'.') >= 0 ? DurationUnit.Seconds : DurationUnit.Microseconds
            : unit);
    }

    /// <summary>Place of the closing quote, -1 for none; a quote after a backslash closes nothing.</summary>
    private static int EndOfQuoted(ReadOnlySpan<byte> rest)
    {
        for (var i = 0; i < rest.Length; i++)
        {
            if (rest[i] == '\\') i++;
            else if (rest[i] == '"') return i;
        }

        return -1;
    }
}
