using System.Buffers.Binary;
using System.Text;

namespace Bellwether.Probes.Systemd;

/// <summary>Writes one call of the D-Bus protocol, version 1, little endian.</summary>
/// <remarks>Source: D-Bus Specification, "Message Protocol" and "Marshaling".</remarks>
internal sealed class BusWriter
{
    private const byte Path = 1, Interface = 2, Member = 3, Destination = 6, BodySignature = 8;

    private readonly List<byte> _bytes = new(256);

    /// <summary>A call with at most one argument, a text.</summary>
    public static byte[] Call(uint serial, BusCall call)
    {
        var body = new BusWriter();
        if (call.Argument is { } argument) body.Text(argument);
        var message = new BusWriter();
        message._bytes.AddRange([(byte)'l', 1, 0, 1]);
        message.Number((uint)body._bytes.Count);
        message.Number(serial);
        message.Number(0);
        var fields = message._bytes.Count;
        message.Field(Path, "o", call.Path);
        message.Field(Interface, "s", call.Interface);
        message.Field(Member, "s", call.Member);
        message.Field(Destination, "s", call.Destination);
        if (call.Argument is not null) message.Field(BodySignature, "g", "s");
        message.NumberAt(fields - 4, (uint)(message._bytes.Count - fields));
        message.Align(8);
        message._bytes.AddRange(body._bytes);
        return [.. message._bytes];
    }

    private void Field(byte code, string signature, string value)
    {
        Align(8);
        _bytes.Add(code);
        Signature(signature);
        if (signature is "g") Signature(value);
        else Text(value);
    }

    private void Text(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        Align(4);
        Number((uint)utf8.Length);
        _bytes.AddRange(utf8);
        _bytes.Add(0);
    }

    private void Signature(string signature)
    {
        _bytes.Add((byte)signature.Length);
        _bytes.AddRange(Encoding.ASCII.GetBytes(signature));
        _bytes.Add(0);
    }

    private void Number(uint value)
    {
        _bytes.AddRange([0, 0, 0, 0]);
        NumberAt(_bytes.Count - 4, value);
    }

    private void NumberAt(int at, uint value)
    {
        Span<byte> four = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(four, value);
        for (var i = 0; i < four.Length; i++) _bytes[at + i] = four[i];
    }

    private void Align(int to)
    {
        while (_bytes.Count % to != 0) _bytes.Add(0);
    }
}
