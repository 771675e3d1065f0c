using System.Buffers.Binary;

namespace Bellwether.Agent.Storage.History;

/// <summary>The numbers of a row as bytes: a mask of those that are not 0, then each of them.</summary>
/// <remarks>
/// Counts are small whole numbers, so those take one to three bytes; any other double takes nine and keeps every bit.
/// A gauge read once has one number, not four. Buckets are stored from the first to the last that is not 0.
/// </remarks>
internal static class HistoryPayload
{
    private const int Fields = 11;
    private const uint ReadOnce = 1u << Fields;
    private const uint HasBuckets = 1u << (Fields + 1);
    private const ulong LargestWhole = 1UL << 52;

    public static byte[] Encode(HistoryRow row)
    {
        double[] fields =
        [
            row.Sum, row.Count, row.Min, row.Max, row.Bad, row.Total,
            row.Good, row.BadLooks, row.Refused, row.MissingLooks, row.Restarts,
        ];
        var readOnce = Same(row.Count, 1) && Same(row.Sum, row.Min) && Same(row.Sum, row.Max);
        if (readOnce) fields[1] = fields[2] = fields[3] = 0;
        var mask = readOnce ? ReadOnce : 0;
        if (row.Buckets.Count > 0) mask |= HasBuckets;
        for (var i = 0; i < Fields; i++)
            if (!Same(fields[i], 0)) mask |= 1u << i;

        var bytes = new MemoryStream(32);
        WriteWhole(bytes, mask);
        for (var i = 0; i < Fields; i++)
            if ((mask & (1u << i)) != 0) Write(bytes, fields[i]);
        if (row.Buckets.Count > 0) WriteBuckets(bytes, row.Buckets);
        return bytes.ToArray();
    }

    /// <exception cref="InvalidDataException">These bytes were not written by <see cref="Encode"/>.</exception>
    public static HistoryRow Decode(HistoryRow row, ReadOnlySpan<byte> bytes)
    {
        var mask = (uint)ReadWhole(ref bytes);
        var fields = new double[Fields];
        for (var i = 0; i < Fields; i++)
            if ((mask & (1u << i)) != 0) fields[i] = Read(ref bytes);
        if ((mask & ReadOnce) != 0) (fields[1], fields[2], fields[3]) = (1, fields[0], fields[0]);
        return row with
        {
            Sum = fields[0],
            Count = fields[1],
            Min = fields[2],
            Max = fields[3],
            Bad = fields[4],
            Total = fields[5],
            Good = (int)fields[6],
            BadLooks = (int)fields[7],
            Refused = (int)fields[8],
            MissingLooks = (int)fields[9],
            Restarts = (int)fields[10],
            Buckets = (mask & HasBuckets) != 0 ? ReadBuckets(ref bytes) : [],
        };
    }

    /// <summary>Bounds as they are stored once for all rows that have them.</summary>
    public static byte[] EncodeBounds(IReadOnlyList<double> bounds)
    {
        var bytes = new byte[bounds.Count * sizeof(double)];
        for (var i = 0; i < bounds.Count; i++)
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(i * sizeof(double)), bounds[i]);
        return bytes;
    }

    public static double[] DecodeBounds(ReadOnlySpan<byte> bytes)
    {
        var bounds = new double[bytes.Length / sizeof(double)];
        for (var i = 0; i < bounds.Length; i++)
            bounds[i] = BinaryPrimitives.ReadDoubleLittleEndian(bytes[(i * sizeof(double))..]);
        return bounds;
    }

    private static void WriteBuckets(MemoryStream bytes, IReadOnlyList<double> buckets)
    {
        var first = 0;
        var end = buckets.Count;
        while (end > 0 && Same(buckets[end - 1], 0)) end--;
        while (first < end && Same(buckets[first], 0)) first++;
        WriteWhole(bytes, (ulong)buckets.Count);
        WriteWhole(bytes, (ulong)first);
        WriteWhole(bytes, (ulong)(end - first));
        for (var i = first; i < end; i++) Write(bytes, buckets[i]);
    }

    private static double[] ReadBuckets(ref ReadOnlySpan<byte> bytes)
    {
        var (count, first, stored) = (ReadWhole(ref bytes), ReadWhole(ref bytes), ReadWhole(ref bytes));
        if (count > ushort.MaxValue || first > count || stored > count - first)
            throw new InvalidDataException("A row of the history has impossible buckets.");
        var buckets = new double[count];
        for (var i = first; i < first + stored; i++) buckets[i] = Read(ref bytes);
        return buckets;
    }

    // Whole numbers are doubled, so the low bit is free to say "eight bytes of a double follow".
    private static void Write(MemoryStream bytes, double value)
    {
        if (!double.IsNegative(value) && value < LargestWhole && Same(value, Math.Truncate(value)))
        {
            WriteWhole(bytes, (ulong)value << 1);
            return;
        }
        bytes.WriteByte(1);
        Span<byte> raw = stackalloc byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(raw, value);
        bytes.Write(raw);
    }

    private static double Read(ref ReadOnlySpan<byte> bytes)
    {
        var whole = ReadWhole(ref bytes);
        if ((whole & 1) == 0) return whole >> 1;
        if (bytes.Length < sizeof(double)) throw new InvalidDataException("A row of the history ends too early.");
        var value = BinaryPrimitives.ReadDoubleLittleEndian(bytes);
        bytes = bytes[sizeof(double)..];
        return value;
    }

    private static void WriteWhole(MemoryStream bytes, ulong value)
    {
        for (; value >= 0x80; value >>= 7) bytes.WriteByte((byte)(value | 0x80));
        bytes.WriteByte((byte)value);
    }

    private static ulong ReadWhole(ref ReadOnlySpan<byte> bytes)
    {
        var value = 0UL;
        for (var (i, shift) = (0, 0); i < bytes.Length && shift < 64; i++, shift += 7)
        {
            value |= (ulong)(bytes[i] & 0x7F) << shift;
            if (bytes[i] >= 0x80) continue;
            bytes = bytes[(i + 1)..];
            return value;
        }
        throw new InvalidDataException("A row of the history ends too early.");
    }

    // By bits: -0.0 and NaN are kept as they came.
    private static bool Same(double one, double other) =>
        BitConverter.DoubleToInt64Bits(one) == BitConverter.DoubleToInt64Bits(other);
}
