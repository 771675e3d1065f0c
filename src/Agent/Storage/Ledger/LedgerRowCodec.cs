using System.Text;

namespace Bellwether.Agent.Storage.Ledger;

/// <summary>Rows as bytes, for the reserve.</summary>
internal static class LedgerRowCodec
{
    private const byte HasDeployment = 1;
    private const byte HasKey = 2;
    private const byte HasBody = 4;
    private const byte HasDigest = 8;

    public static byte[] Encode(IReadOnlyList<LedgerRow> rows)
    {
        var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write(rows.Count);
        foreach (var row in rows) Write(writer, row);
        writer.Flush();
        return bytes.ToArray();
    }

    /// <exception cref="EndOfStreamException">The bytes were not written by <see cref="Encode"/>.</exception>
    public static IReadOnlyList<LedgerRow> Decode(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
        var rows = new List<LedgerRow>();
        for (var left = reader.ReadInt32(); left > 0; left--) rows.Add(Read(reader));
        return rows;
    }

    private static void Write(BinaryWriter writer, LedgerRow row)
    {
        var has = (row.Deployment is null ? 0 : HasDeployment) | (row.Key is null ? 0 : HasKey)
            | (row.Body is null ? 0 : HasBody) | (row.Digest is null ? 0 : HasDigest);
        writer.Write((byte)has);
        writer.Write(row.Sequence);
        writer.Write(row.AtTicks);
        writer.Write(row.Kind);
        if (row.Deployment is not null) writer.Write(row.Deployment);
        if (row.Key is not null) writer.Write(row.Key);
        writer.Write(row.Flags);
        WriteBytes(writer, row.Hash);
        if (row.Digest is not null) WriteBytes(writer, row.Digest);
        if (row.Body is { } body) WriteBytes(writer, body.Span);
    }

    private static LedgerRow Read(BinaryReader reader)
    {
        var has = reader.ReadByte();
        return new LedgerRow
        {
            Sequence = reader.ReadInt64(),
            AtTicks = reader.ReadInt64(),
            Kind = reader.ReadString(),
            Deployment = (has & HasDeployment) != 0 ? reader.ReadString() : null,
            Key = (has & HasKey) != 0 ? reader.ReadString() : null,
            Flags = reader.ReadInt64(),
            Hash = ReadBytes(reader),
            Digest = (has & HasDigest) != 0 ? ReadBytes(reader) : null,
            Body = (has & HasBody) != 0 ? (ReadOnlyMemory<byte>?)ReadBytes(reader) : null,
        };
    }

    private static void WriteBytes(BinaryWriter writer, ReadOnlySpan<byte> bytes)
    {
        writer.Write(bytes.Length);
        writer.Write(bytes);
    }

    private static byte[] ReadBytes(BinaryReader reader) => reader.ReadBytes(reader.ReadInt32());
}
