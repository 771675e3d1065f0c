using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Bellwether.Probes.Frontend.Fetching;

/// <summary>Reads a body to its end or to a limit, counts and hashes it, and keeps it only where it is
/// wanted.</summary>
internal static class BodyHash
{
    private const int PieceBytes = 32 * 1024;

    /// <returns>The answer with what its body is like.</returns>
    /// <param name="stream">The body, unpacked.</param>
    /// <param name="answer">Its head.</param>
    /// <param name="request">What is wanted of it.</param>
    /// <param name="budget">What the whole look may still read.</param>
    /// <param name="cancel">Ends the reading.</param>
    public static async ValueTask<FetchedAnswer> ReadAsync(
        Stream stream, FetchedAnswer answer, FetchRequest request, ByteBudget budget, CancellationToken cancel)
    {
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var sha384 = IncrementalHash.CreateHash(HashAlgorithmName.SHA384);
        using var sha512 = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        using var kept = request.WantsText ? new MemoryStream() : null;
        var piece = ArrayPool<byte>.Shared.Rent(PieceBytes);
        try
        {
            long total = 0;
            while (await stream.ReadAsync(piece, cancel).ConfigureAwait(false) is > 0 and var read)
            {
                total += read;
                if (total > request.MostBytes || !budget.Take(read)) return answer with { TooLarge = true };
                var part = piece.AsSpan(0, read);
                kept?.Write(part);
                if (request.WantsText) continue;
                sha256.AppendData(part);
                sha384.AppendData(part);
                sha512.AppendData(part);
            }

            if (kept is not null)
                return answer with
                {
                    Bytes = total,
                    Text = Encoding.UTF8.GetString(kept.GetBuffer(), 0, (int)kept.Length),
                };
            return answer with
            {
                Bytes = total,
                Digests = new(Base64(sha256), Base64(sha384), Base64(sha512)),
            };
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    private static string Base64(IncrementalHash hash) => Convert.ToBase64String(hash.GetHashAndReset());
}
