using System.Buffers.Binary;
using System.Net;
using System.Text;

namespace Bellwether.Probes.Dns;

/// <summary>Writes questions and reads answers. Source: RFC 1035 section 4, RFC 2782, RFC 3596, RFC 6891.</summary>
internal static class DnsMessage
{
    /// <summary>Longest answer by datagram that is asked for: what is never cut into pieces on the way.</summary>
    public const int MostUdp = 1232;

    private const int HeadLength = 12;
    private const int MostJumps = 16;
    private const ushort Internet = 1;
    private const ushort Opt = 41;

    /// <summary>A question to a resolver.</summary>
    public static byte[] Question(ushort id, string name, DnsRecordType type)
    {
        using var bytes = new MemoryStream();
        Write16(bytes, id);
        Write16(bytes, 0x0100); // Whoever knows it only by asking others may do so.
        foreach (var count in (ushort[])[1, 0, 0, 1]) Write16(bytes, count);
        foreach (var label in name.TrimEnd('.').Split('.'))
        {
            bytes.WriteByte((byte)label.Length);
            bytes.Write(Encoding.ASCII.GetBytes(label));
        }

        bytes.WriteByte(0);
        Write16(bytes, (ushort)type);
        Write16(bytes, Internet);
        bytes.WriteByte(0);
        foreach (var part in (ushort[])[Opt, MostUdp, 0, 0, 0]) Write16(bytes, part);
        return bytes.ToArray();
    }

    /// <summary>Whether a message answers a question: the same number, and the same question in it.</summary>
    public static bool Answers(ReadOnlySpan<byte> message, ReadOnlySpan<byte> question)
    {
        var asked = question[HeadLength..^11];
        return message.Length >= HeadLength + asked.Length && message[0] == question[0] && message[1] == question[1]
            && (message[2] & 0x80) != 0 && Ascii.EqualsIgnoreCase(message.Slice(HeadLength, asked.Length), asked);
    }

    /// <param name="message">One that answers the question.</param>
    /// <param name="type">Asked for.</param>
    /// <exception cref="DnsFormatException">It cannot be read.</exception>
    public static DnsAnswer Read(ReadOnlySpan<byte> message, DnsRecordType type)
    {
        if (message.Length < HeadLength) throw new DnsFormatException("the answer is too short");
        var at = HeadLength;
        for (var i = Read16(message, 4); i > 0; i--)
        {
            _ = Name(message, ref at);
            at += 4;
        }

        var records = new List<string>();
        uint? ttl = null;
        for (var i = Read16(message, 6); i > 0; i--)
        {
            _ = Name(message, ref at);
            var (kind, life, length) = (Read16(message, at), Read32(message, at + 4), Read16(message, at + 8));
            at += 10;
            if (at + length > message.Length) throw new DnsFormatException("a record of the answer is cut off");
            if (kind == (int)type && records.Count < DnsAnswer.MostRecords)
            {
                records.Add(Text(message, at, length, type));
                ttl = life < (ttl ?? uint.MaxValue) ? life : ttl;
            }

            at += length;
        }

        return new(message[3] & 0x0f, (message[2] & 0x02) != 0, records,
            ttl is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
    }

    private static string Text(ReadOnlySpan<byte> message, int at, int length, DnsRecordType type)
    {
        var value = message.Slice(at, length);
        switch (type)
        {
            case DnsRecordType.A when length == 4:
            case DnsRecordType.Aaaa when length == 16:
                return new IPAddress(value).ToString();
            case DnsRecordType.Ns or DnsRecordType.Cname:
                return Name(message, ref at);
            case DnsRecordType.Mx when length > 2:
                at += 2;
                return $"{Read16(value, 0)} {Name(message, ref at)}";
            case DnsRecordType.Srv when length > 6:
                at += 6;
                return $"{Read16(value, 0)} {Read16(value, 2)} {Read16(value, 4)} {Name(message, ref at)}";
            case DnsRecordType.Txt:
                return Strings(value);
            default:
                throw new DnsFormatException($"a record of the answer is no {type}");
        }
    }

    private static string Strings(ReadOnlySpan<byte> value)
    {
        var text = new StringBuilder();
        for (var at = 0; at < value.Length; at += 1 + value[at])
        {
            if (at + 1 + value[at] > value.Length) throw new DnsFormatException("a text of the answer is cut off");
            text.Append(Encoding.UTF8.GetString(value.Slice(at + 1, value[at])));
        }

        return text.ToString();
    }

    /// <summary>A name without the dot at its end; the place moves behind it.</summary>
    private static string Name(ReadOnlySpan<byte> message, ref int at)
    {
        var name = new StringBuilder();
        var (here, jumps) = (at, 0);
        while (true)
        {
            var length = Read8(message, here);
            if (length == 0) break;
            if ((length & 0xc0) == 0xc0)
            {
                if (jumps == 0) at = here + 2;
                // Names that point at themselves never end.
                if (++jumps > MostJumps) throw new DnsFormatException("a name of the answer runs in circles");
                here = ((length & 0x3f) << 8) | Read8(message, here + 1);
                continue;
            }

            if ((length & 0xc0) != 0 || here + 1 + length > message.Length)
                throw new DnsFormatException("a name of the answer is cut off");
            if (name.Length > 0) name.Append('.');
            name.Append(Encoding.ASCII.GetString(message.Slice(here + 1, length)));
            if (name.Length > 255) throw new DnsFormatException("a name of the answer is too long");
            here += 1 + length;
        }

        if (jumps == 0) at = here + 1;
        return name.ToString();
    }

    private static byte Read8(ReadOnlySpan<byte> from, int at) =>
        at < from.Length ? from[at] : throw new DnsFormatException("the answer is cut off");

    private static ushort Read16(ReadOnlySpan<byte> from, int at) => at + 2 <= from.Length
        ? BinaryPrimitives.ReadUInt16BigEndian(from[at..]) : throw new DnsFormatException("the answer is cut off");

    private static uint Read32(ReadOnlySpan<byte> from, int at) => at + 4 <= from.Length
        ? BinaryPrimitives.ReadUInt32BigEndian(from[at..]) : throw new DnsFormatException("the answer is cut off");

    private static void Write16(MemoryStream bytes, ushort value)
    {
        bytes.WriteByte((byte)(value >> 8));
        bytes.WriteByte((byte)value);
    }
}
