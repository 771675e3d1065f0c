using System.Buffers.Binary;
using System.Text;

namespace Bellwether.Probes.Otlp;

/// <summary>Reads a protobuf message field by field, without making anything of it first. Source: Protocol Buffers,
/// encoding.</summary>
internal ref struct ProtoReader(ReadOnlySpan<byte> message)
{
    private const int Varints = 0, Fixed64s = 1, Lengths = 2, Fixed32s = 5;

    private ReadOnlySpan<byte> _rest = message;
    private int _wire;

    /// <summary>Number of the field that was read last.</summary>
    public int Field { get; private set; }

    /// <summary>Goes to the next field; its value must be read, or skipped.</summary>
    /// <exception cref="InvalidDataException">It is no protobuf.</exception>
    public bool Next()
    {
        if (_rest.IsEmpty) return false;
        var tag = Varint();
        if (tag >> 3 is 0 or > int.MaxValue) throw new InvalidDataException("a field has no number");
        (Field, _wire) = ((int)(tag >> 3), (int)(tag & 7));
        return true;
    }

    /// <summary>A text or a message within this one.</summary>
    public ReadOnlySpan<byte> Bytes()
    {
        Expect(Lengths);
        var length = Varint();
        return length > (ulong)_rest.Length ? throw Short() : Take((int)length);
    }

    public string Text() => Encoding.UTF8.GetString(Bytes());

    public ulong Number()
    {
        Expect(Varints);
        return Varint();
    }

    /// <summary>A number with sign, in zigzag form.</summary>
    public int Signed()
    {
        var number = (uint)Number();
        return (int)(number >> 1) ^ -(int)(number & 1);
    }

    public ulong Fixed()
    {
        Expect(Fixed64s);
        return BinaryPrimitives.ReadUInt64LittleEndian(Take(8));
    }

    public double Double() => BitConverter.UInt64BitsToDouble(Fixed());

    /// <summary>A list of eight-byte numbers, packed or one by one.</summary>
    public void Fixeds(List<double> into, Func<ulong, double> read, OtlpBudget budget)
    {
        if (_wire == Fixed64s)
        {
            budget.Spend();
            into.Add(read(Fixed()));
            return;
        }

        var packed = Bytes();
        if (packed.Length % 8 != 0) throw Short();
        budget.Spend(packed.Length / 8);
        for (; packed.Length > 0; packed = packed[8..])
            into.Add(read(BinaryPrimitives.ReadUInt64LittleEndian(packed)));
    }

    /// <summary>A list of numbers, packed or one by one.</summary>
    public void Numbers(List<double> into, OtlpBudget budget)
    {
        if (_wire == Varints)
        {
            budget.Spend();
            into.Add(Number());
            return;
        }

        var packed = new ProtoReader(Bytes());
        while (!packed._rest.IsEmpty)
        {
            budget.Spend();
            into.Add(packed.Varint());
        }
    }

    public void Skip()
    {
        switch (_wire)
        {
            case Varints: Varint(); break;
            case Fixed64s: Take(8); break;
            case Lengths: Bytes(); break;
            case Fixed32s: Take(4); break;
            default: throw new InvalidDataException($"a field of wire type {_wire}");
        }
    }

    private void Expect(int wire)
    {
        if (_wire != wire) throw new InvalidDataException($"field {Field} has wire type {_wire}, not {wire}");
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > _rest.Length) throw Short();
        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 70; shift += 7)
        {
            var next = Take(1)[0];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }

        throw new InvalidDataException("a number of more than ten bytes");
    }

    private static InvalidDataException Short() => new("the message ends too early");
}
