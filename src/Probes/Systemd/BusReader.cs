using System.Buffers.Binary;
using System.Text;

namespace Bellwether.Probes.Systemd;

/// <summary>Walks over values of the D-Bus protocol. Alignment counts from the first byte of the span.</summary>
/// <remarks>Source: D-Bus Specification, "Marshaling". Everything read is checked against the span: the bytes come from
/// another process.</remarks>
internal ref struct BusReader(ReadOnlySpan<byte> bytes, bool littleEndian)
{
    /// <summary>Containers within containers; the specification allows 64.</summary>
    private const int Deepest = 64;

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _at;

    public readonly int At => _at;

    public byte Byte() => Take(1)[0];

    public uint UInt32()
    {
        Align(4);
        var four = Take(4);
        return littleEndian
            ? BinaryPrimitives.ReadUInt32LittleEndian(four) : BinaryPrimitives.ReadUInt32BigEndian(four);
    }

    public string Text()
    {
        var text = Encoding.UTF8.GetString(Take(Length(UInt32())));
        Take(1);
        return text;
    }

    public string Signature()
    {
        var text = Encoding.ASCII.GetString(Take(Byte()));
        Take(1);
        return text;
    }

    /// <summary>Begins an array and gives where it ends.</summary>
    public int Array(int elementAlignment)
    {
        var length = Length(UInt32());
        Align(elementAlignment);
        if (length > _bytes.Length - _at) throw Broken();
        return _at + length;
    }

    public void Align(int to) => Take((to - (_at % to)) % to);

    /// <summary>A variant's value where it is a number, a text or a truth; null for all else, which is passed
    /// over.</summary>
    public object? Variant()
    {
        var signature = Signature();
        switch (signature)
        {
            case "s" or "o": return Text();
            case "u": return (ulong)UInt32();
            case "i": return (long)(int)UInt32();
            case "b": return UInt32() != 0;
            case "t": return UInt64();
            case "x": return (long)UInt64();
            default:
                var next = 0;
                Skip(signature, ref next, 0);
                return next == signature.Length ? null : throw Broken();
        }
    }

    /// <summary>Passes over one complete type.</summary>
    private void Skip(string signature, ref int next, int depth)
    {
        if (depth > Deepest || next >= signature.Length) throw Broken();
        switch (signature[next++])
        {
            case 'y': Take(1); break;
            case 'n' or 'q': Align(2); Take(2); break;
            case 'i' or 'u' or 'b' or 'h': UInt32(); break;
            case 'x' or 't' or 'd': UInt64(); break;
            case 's' or 'o': Text(); break;
            case 'g': Signature(); break;
            case 'v':
                var (inner, at) = (Signature(), 0);
                Skip(inner, ref at, depth + 1);
                break;
            case 'a': SkipArray(signature, ref next, depth); break;
            case '(': SkipStruct(signature, ref next, depth, ')'); break;
            case '{': SkipStruct(signature, ref next, depth, '}'); break;
            default: throw Broken();
        }
    }

    private void SkipArray(string signature, ref int next, int depth)
    {
        var element = next;
        Pass(signature, ref next, 0);
        var end = Array(AlignmentOf(signature[element]));
        Take(end - _at);
    }

    private void SkipStruct(string signature, ref int next, int depth, char close)
    {
        Align(8);
        while (next < signature.Length && signature[next] != close) Skip(signature, ref next, depth + 1);
        if (next++ >= signature.Length) throw Broken();
    }

    /// <summary>Goes on in a signature by one complete type, whatever its value is.</summary>
    private static void Pass(string signature, ref int next, int depth)
    {
        if (depth > Deepest || next >= signature.Length) throw Broken();
        var type = signature[next++];
        if (type == 'a')
        {
            Pass(signature, ref next, depth + 1);
            return;
        }

        if (type is not ('(' or '{')) return;
        var close = type == '(' ? ')' : '}';
        while (next < signature.Length && signature[next] != close) Pass(signature, ref next, depth + 1);
        if (next++ >= signature.Length) throw Broken();
    }

    private static int AlignmentOf(char type) => type switch
    {
        'y' or 'g' or 'v' => 1,
        'n' or 'q' => 2,
        'x' or 't' or 'd' or '(' or '{' => 8,
        _ => 4,
    };

    private ulong UInt64()
    {
        Align(8);
        var eight = Take(8);
        return littleEndian
            ? BinaryPrimitives.ReadUInt64LittleEndian(eight) : BinaryPrimitives.ReadUInt64BigEndian(eight);
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > _bytes.Length - _at) throw Broken();
        var taken = _bytes.Slice(_at, count);
        _at += count;
        return taken;
    }

    private readonly int Length(uint length) => length <= (uint)(_bytes.Length - _at) ? (int)length : throw Broken();

    private static BusException Broken() => new("the bus answered what is no message of its protocol");
}
