namespace Bellwether.Probes.Systemd;

/// <summary>A message that came: what it answers, and its body.</summary>
internal sealed class BusMessage
{
    /// <summary>Largest message, in bytes; a unit's properties have some 30 KiB.</summary>
    public const int MostBytes = 1 << 20;

    /// <summary>Bytes of a message from which its length can be told.</summary>
    public const int HeadLength = 16;

    private const byte Return = 2, Failed = 3;
    private const byte ErrorName = 4, ReplySerial = 5, BodySignature = 8;

    private readonly byte[] _bytes;
    private readonly int _body;

    private BusMessage(byte[] bytes, int body) => (_bytes, _body) = (bytes, body);

    /// <summary>Serial of the call that it answers; null where it is no answer.</summary>
    public uint? Answers { get; private init; }

    /// <summary>Name of the error that it is; null for none.</summary>
    public string? Error { get; private init; }

    public string Signature { get; private init; } = "";

    /// <summary>Length of the whole message whose first bytes these are.</summary>
    /// <exception cref="BusException">They are no beginning of one, or it is too long.</exception>
    public static int LengthOf(ReadOnlySpan<byte> head)
    {
        if (head[0] is not ((byte)'l' or (byte)'B') || head[3] != 1)
            throw new BusException("the bus does not speak version 1 of its protocol");
        var reader = new BusReader(head, head[0] == (byte)'l');
        reader.UInt32();
        var body = reader.UInt32();
        reader.UInt32();
        var fields = reader.UInt32();
        var padded = ((ulong)HeadLength + fields + 7) / 8 * 8;
        return padded + body is <= MostBytes and var length ? (int)length
            : throw new BusException($"the answer of the bus is longer than {MostBytes} bytes");
    }

    /// <exception cref="BusException">The bytes are no message.</exception>
    public static BusMessage Parse(byte[] bytes)
    {
        var reader = new BusReader(bytes, bytes[0] == (byte)'l');
        reader.Byte();
        var type = reader.Byte();
        reader.Align(4);
        reader.UInt32();
        reader.UInt32();
        var end = reader.Array(8);
        (string? error, uint? answers, string signature) = (null, null, "");
        while (reader.At < end)
        {
            reader.Align(8);
            var code = reader.Byte();
            // The one field whose value is a signature, which a variant passes over.
            if (code == BodySignature && reader.Signature() == "g")
            {
                signature = reader.Signature();
                continue;
            }

            var value = reader.Variant();
            if (code == ErrorName) error = value as string;
            if (code == ReplySerial) answers = (uint?)(value as ulong?);
        }

        reader.Align(8);
        return new(bytes, reader.At)
        {
            Answers = type is Return or Failed ? answers : null,
            Error = type is Failed ? error ?? "an error without a name" : null,
            Signature = signature,
        };
    }

    /// <summary>The first argument of an error, which says it in words; empty for none.</summary>
    public string Words()
    {
        if (!Signature.StartsWith('s')) return "";
        var reader = Body();
        return reader.Text();
    }

    /// <summary>The properties of an answer to GetAll, those that are plain values.</summary>
    public IReadOnlyDictionary<string, object> Properties()
    {
        if (Signature != "a{sv}") throw new BusException($"the bus answered '{Signature}' in place of properties");
        var properties = new Dictionary<string, object>(StringComparer.Ordinal);
        var reader = Body();
        var end = reader.Array(8);
        while (reader.At < end)
        {
            reader.Align(8);
            var name = reader.Text();
            if (reader.Variant() is { } value) properties[name] = value;
        }

        return properties;
    }

    // A body begins at a multiple of eight, so it is aligned in itself as well.
    private BusReader Body() => new(_bytes.AsSpan(_body), _bytes[0] == (byte)'l');
}
