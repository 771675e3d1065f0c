using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Bellwether.Probes.Tests.Otlp;

/// <summary>Writes OTLP metrics in protobuf, field by field. Numbers: opentelemetry.proto.metrics.v1.</summary>
[SuppressMessage("Reliability", "CA1001", Justification = "A stream in memory holds nothing.")]
internal sealed class Sent
{
    private readonly List<byte> _bytes = [];

    public byte[] Bytes => [.. _bytes];

    public static byte[] Request(params Sent[] resources) =>
        resources.Aggregate(new Sent(), (all, resource) => all.Message(1, resource)).Bytes;

    public static Sent Resource(string service, string? instance, params Sent[] metrics) =>
        Resource([("service.name", service), ("service.instance.id", instance)], metrics);

    public static Sent Resource(IEnumerable<(string Name, string? Value)> about, params Sent[] metrics)
    {
        var resource = about.Where(a => a.Value is not null)
            .Aggregate(new Sent(), (all, a) => all.Message(1, Attribute(a.Name, a.Value!)));
        var scope = metrics.Aggregate(new Sent(), (all, metric) => all.Message(2, metric));
        return new Sent().Message(1, resource).Message(2, scope);
    }

    public static Sent Counter(string name, double value, ulong at, int temporality = 2, ulong start = 1,
        params (string, string)[] labels) => Sum(name, value, at, temporality, true, start, labels);

    public static Sent Sum(string name, double value, ulong at, int temporality, bool grows, ulong start,
        params (string, string)[] labels) => new Sent().Text(1, name).Message(7, new Sent()
            .Message(1, Number(value, at, start, labels)).Varint(2, (ulong)temporality).Varint(3, grows ? 1UL : 0));

    public static Sent Gauge(string name, string unit, double value, ulong at) => new Sent().Text(1, name).Text(3, unit)
        .Message(5, new Sent().Message(1, Number(value, at, 0)));

    public static Sent Histogram(
        string name, double[] bounds, ulong[] counts, ulong at, int temporality = 2, ulong start = 1) =>
        new Sent().Text(1, name).Text(3, "s").Message(9, new Sent().Message(1, new Sent()
            .Fixed(2, start).Fixed(3, at).Fixed(4, counts.Aggregate((a, b) => a + b)).Double(5, 12.5)
            .Packed(6, counts).Packed(7, bounds.Select(BitConverter.DoubleToUInt64Bits)))
            .Varint(2, (ulong)temporality));

    public static Sent Powers(string name, int scale, int offset, ulong[] counts, ulong at, ulong zero = 0,
        int temporality = 2, ulong start = 1)
    {
        var packed = counts.Aggregate(new Sent(), (all, count) => all.Raw(count));
        return new Sent().Text(1, name).Text(3, "s").Message(10, new Sent().Message(1, new Sent()
            .Fixed(2, start).Fixed(3, at).Fixed(4, counts.Aggregate(zero, (a, b) => a + b)).Double(5, 3)
            .Varint(6, Zigzag(scale)).Fixed(7, zero)
            .Message(8, new Sent().Varint(1, Zigzag(offset)).Message(2, packed))).Varint(2, (ulong)temporality));
    }

    public static Sent Number(double value, ulong at, ulong start, params (string, string)[] labels) => labels
        .Aggregate(new Sent(), (all, l) => all.Message(7, Attribute(l.Item1, l.Item2)))
        .Fixed(2, start).Fixed(3, at).Double(4, value);

    public static Sent Attribute(string name, string value) =>
        new Sent().Text(1, name).Message(2, new Sent().Text(1, value));

    public Sent Text(int field, string text) => Length(field, Encoding.UTF8.GetBytes(text));

    public Sent Message(int field, Sent message) => Length(field, message.Bytes);

    public Sent Varint(int field, ulong number) => Raw((ulong)field << 3).Raw(number);

    public Sent Fixed(int field, ulong number) => Raw(((ulong)field << 3) | 1).Write(BitConverter.GetBytes(number));

    public Sent Double(int field, double number) => Fixed(field, BitConverter.DoubleToUInt64Bits(number));

    public Sent Packed(int field, IEnumerable<ulong> numbers) =>
        Length(field, [.. numbers.SelectMany(BitConverter.GetBytes)]);

    public Sent Length(int field, byte[] bytes) =>
        Raw(((ulong)field << 3) | 2).Raw((ulong)bytes.Length).Write(bytes);

    public Sent Raw(ulong number)
    {
        for (; number >= 0x80; number >>= 7) _bytes.Add((byte)(number | 0x80));
        _bytes.Add((byte)number);
        return this;
    }

    private static ulong Zigzag(int number) => (uint)((number << 1) ^ (number >> 31));

    private Sent Write(byte[] bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }
}
