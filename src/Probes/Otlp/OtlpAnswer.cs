using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Bellwether.Probes.Otlp;

/// <summary>What a sender is told.</summary>
/// <param name="Points">Points that were sent.</param>
/// <param name="Rejected">Points among them that were not taken.</param>
/// <param name="Message">Why; null where all were.</param>
public sealed record OtlpAnswer(int Points, int Rejected, string? Message)
{
    /// <summary>As the sender reads it: ExportMetricsServiceResponse.</summary>
    public byte[] Body(bool isJson) => isJson ? Json() : Proto();

    /// <summary>A refusal of the whole, as the sender reads it: google.rpc.Status.</summary>
    public static byte[] Refusal(string message, bool isJson)
    {
        const int InvalidArgument = 3;
        if (isJson)
            return Encoding.UTF8.GetBytes(
                $"{{\"code\":{InvalidArgument},\"message\":{JsonSerializer.Serialize(message)}}}");
        var body = new ArrayBufferWriter<byte>();
        Number(body, 1, InvalidArgument);
        Text(body, 2, message);
        return body.WrittenSpan.ToArray();
    }

    private byte[] Json() => Encoding.UTF8.GetBytes(Message is null ? "{}"
        : "{\"partialSuccess\":{\"rejectedDataPoints\":\"" + Rejected.ToString(CultureInfo.InvariantCulture)
            + "\",\"errorMessage\":" + JsonSerializer.Serialize(Message) + "}}");

    private byte[] Proto()
    {
        if (Message is null) return [];
        var (success, body) = (new ArrayBufferWriter<byte>(), new ArrayBufferWriter<byte>());
        Number(success, 1, (ulong)Rejected);
        Text(success, 2, Message);
        Bytes(body, 1, success.WrittenSpan);
        return body.WrittenSpan.ToArray();
    }

    private static void Number(ArrayBufferWriter<byte> into, int field, ulong number)
    {
        Varint(into, (ulong)field << 3);
        Varint(into, number);
    }

    private static void Text(ArrayBufferWriter<byte> into, int field, string text) =>
        Bytes(into, field, Encoding.UTF8.GetBytes(text));

    private static void Bytes(ArrayBufferWriter<byte> into, int field, ReadOnlySpan<byte> bytes)
    {
        Varint(into, ((ulong)field << 3) | 2);
        Varint(into, (ulong)bytes.Length);
        into.Write(bytes);
    }

    private static void Varint(ArrayBufferWriter<byte> into, ulong number)
    {
        do
        {
            into.Write([(byte)(number < 0x80 ? number : (number & 0x7F) | 0x80)]);
            number >>= 7;
        }
        while (number > 0);
    }
}
