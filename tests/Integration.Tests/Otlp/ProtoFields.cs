using System.Text;

namespace Bellwether.Integration.Tests.Otlp;

/// <summary>A protobuf message as its fields, by number and in order. Source: Protocol Buffers, encoding.</summary>
internal sealed class ProtoFields
{
    private readonly List<(int Number, ulong Value, ReadOnlyMemory<byte> Bytes)> _fields = [];

    /// <exception cref="InvalidDataException">It is no protobuf message.</exception>
    public ProtoFields(ReadOnlyMemory<byte> message)
    {
        for (var at = 0; at < message.Length;)
        {
            var tag = Varint(message.Span, ref at);
            var (value, length) = ((ulong)0, 0);
            switch (tag & 7)
            {
                case 0: value = Varint(message.Span, ref at); break;
                case 1: value = BitConverter.ToUInt64(message.Span.Slice(at, 8)); at += 8; break;
                case 2: length = (int)Varint(message.Span, ref at); break;
                case 5: value = BitConverter.ToUInt32(message.Span.Slice(at, 4)); at += 4; break;
                default: throw new InvalidDataException($"wire type {tag & 7}");
            }

            _fields.Add(((int)(tag >> 3), value, message.Slice(at, length)));
            at += length;
        }
    }

    public IEnumerable<ProtoFields> Messages(int number) =>
        _fields.Where(field => field.Number == number).Select(field => new ProtoFields(field.Bytes));

    /// <summary>Empty where the field is not there.</summary>
    public string Text(int number) => Encoding.UTF8.GetString(Bytes(number).Span);

    /// <summary>Lower-case hex; empty where the field is not there.</summary>
    public string Hex(int number) => Convert.ToHexStringLower(Bytes(number).Span);

    public ulong Number(int number) => _fields.LastOrDefault(field => field.Number == number).Value;

    public bool Has(int number) => _fields.Any(field => field.Number == number);

    private ReadOnlyMemory<byte> Bytes(int number) => _fields.LastOrDefault(field => field.Number == number).Bytes;

    private static ulong Varint(ReadOnlySpan<byte> bytes, ref int at)
    {
        for (var (value, shift) = (0UL, 0); ; shift += 7)
        {
            value |= (ulong)(bytes[at] & 0x7F) << shift;
            if (bytes[at++] < 0x80) return value;
        }
    }
}
