using System.Security.Cryptography;
using System.Text;
using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent.Api.Access;

/// <summary>Finds whose token was shown, in a time that says nothing of how near it was.</summary>
internal static class TokenMatch
{
    /// <summary>The holder; null where it is nobody's token.</summary>
    /// <remarks>What is compared are hashes of one length, each with each, whatever was found before.</remarks>
    public static TokenPlan? Find(ReadOnlySpan<char> shown, IReadOnlyList<TokenPlan> tokens)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(shown.ToArray()), hash);
        TokenPlan? found = null;
        foreach (var token in tokens)
            if (CryptographicOperations.FixedTimeEquals(hash, token.Hash.Span))
                found = token;
        return found;
    }
}
