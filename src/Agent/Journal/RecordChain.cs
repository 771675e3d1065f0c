using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Bellwether.Agent.Storage.Ledger;

namespace Bellwether.Agent.Journal;

/// <summary>The chain of hashes: each record vouches for itself and for all before it.</summary>
/// <remarks>
/// SHA-256 over: a mark with the form's version, the hash before it, sequence and instant as 8 bytes each, kind,
/// deployment and key as text, flags as 8 bytes, SHA-256 of the body. Numbers are big-endian. A text is its length in
/// bytes as 4 bytes (all ones for none), then UTF-8: no two different records have the same bytes. The body comes in
/// as its digest so that a bulky body can be given up without breaking the chain.
/// </remarks>
internal static class RecordChain
{
    private const string Prefix = "sha256:";
    private static readonly byte[] Mark = "bellwether.journal.v1\n"u8.ToArray();

    /// <summary>The hash before the first record: all zeros.</summary>
    public static byte[] Start { get; } = new byte[SHA256.HashSizeInBytes];

    public static byte[] Next(ReadOnlySpan<byte> previous, LedgerRow row)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Mark);
        hash.AppendData(previous);
        Append(hash, row.Sequence);
        Append(hash, row.AtTicks);
        Append(hash, row.Kind);
        Append(hash, row.Deployment);
        Append(hash, row.Key);
        Append(hash, row.Flags);
        hash.AppendData(row.BodyDigest);
        return hash.GetHashAndReset();
    }

    /// <summary>As it is told to people and receivers: <c>sha256:</c> and 64 lower-case hex digits.</summary>
    public static string Text(ReadOnlySpan<byte> hash) => Prefix + Convert.ToHexStringLower(hash);

    private static void Append(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        hash.AppendData(bytes);
    }

    private static void Append(IncrementalHash hash, string? text)
    {
        var utf8 = text is null ? [] : Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, text is null ? -1 : utf8.Length);
        hash.AppendData(length);
        hash.AppendData(utf8);
    }
}
