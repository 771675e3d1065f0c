using System.Buffers.Binary;
using System.Text;

namespace Bellwether.Probes.Tests.Systemd;

/// <summary>Writes what a bus answers, byte by byte, in either order of bytes.</summary>
internal sealed class BusBytes(bool littleEndian)
{
    private readonly List<byte> _bytes = [];

    public int Length => _bytes.Count;

    /// <summary>An answer (2) or an error (3) to a call, with a body of that signature.</summary>
    public static byte[] Answer(
        uint to, string signature, Action<BusBytes> body, bool littleEndian = true, string? error = null)
    {
        var inner = new BusBytes(littleEndian);
        body(inner);
        var message = new BusBytes(littleEndian);
        message._bytes.AddRange([(byte)(littleEndian ? 'l' : 'B'), (byte)(error is null ? 2 : 3), 0, 1]);
        message.UInt32((uint)inner.Length).UInt32(7);
        message.Array(8, fields =>
        {
            fields.Align(8).Byte(5).Signature("u").UInt32(to);
            if (error is not null) fields.Align(8).Byte(4).Signature("s").Text(error);
            fields.Align(8).Byte(7).Signature("s").Text(":1.0");
            fields.Align(8).Byte(8).Signature("g").Signature(signature);
        });
        message.Align(8);
        message._bytes.AddRange(inner._bytes);
        return [.. message._bytes];
    }

    /// <summary>An answer to GetAll.</summary>
    public static byte[] Properties(
        uint to, IEnumerable<(string Name, string Signature, object Value)> properties, bool littleEndian = true) =>
        Answer(to, "a{sv}", body => body.Array(8, entries =>
        {
            foreach (var (name, signature, value) in properties)
                entries.Align(8).Text(name).Signature(signature).Value(value);
        }), littleEndian);

    public BusBytes Value(object value) => value switch
    {
        string text => Text(text),
        uint number => UInt32(number),
        int number => UInt32((uint)number),
        bool truth => UInt32(truth ? 1u : 0),
        ulong number => UInt64(number),
        Action<BusBytes> write => Write(write),
        _ => throw new ArgumentException(value.GetType().Name),
    };

    public BusBytes Byte(byte value)
    {
        _bytes.Add(value);
        return this;
    }

    public BusBytes Align(int to)
    {
        while (_bytes.Count % to != 0) _bytes.Add(0);
        return this;
    }

    public BusBytes UInt32(uint value)
    {
        var four = new byte[4];
        if (littleEndian) BinaryPrimitives.WriteUInt32LittleEndian(four, value);
        else BinaryPrimitives.WriteUInt32BigEndian(four, value);
        Align(4)._bytes.AddRange(four);
        return this;
    }

    public BusBytes UInt64(ulong value)
    {
        var eight = new byte[8];
        if (littleEndian) BinaryPrimitives.WriteUInt64LittleEndian(eight, value);
        else BinaryPrimitives.WriteUInt64BigEndian(eight, value);
        Align(8)._bytes.AddRange(eight);
        return this;
    }

    public BusBytes Text(string text)
    {
        UInt32((uint)Encoding.UTF8.GetByteCount(text))._bytes.AddRange(Encoding.UTF8.GetBytes(text));
        return Byte(0);
    }

    public BusBytes Signature(string signature)
    {
        Byte((byte)signature.Length)._bytes.AddRange(Encoding.ASCII.GetBytes(signature));
        return Byte(0);
    }

    /// <summary>The length stands before the padding of the first element, which it does not count.</summary>
    public BusBytes Array(int alignment, Action<BusBytes> elements)
    {
        UInt32(0);
        var at = _bytes.Count - 4;
        Align(alignment);
        var start = _bytes.Count;
        elements(this);
        var length = new BusBytes(littleEndian).UInt32((uint)(_bytes.Count - start))._bytes;
        for (var i = 0; i < 4; i++) _bytes[at + i] = length[i];
        return this;
    }

    private BusBytes Write(Action<BusBytes> write)
    {
        write(this);
        return this;
    }
}
