namespace Bellwether.Probes.Frontend;

/// <summary>Whether bytes have one of the hashes that a page demands of them.</summary>
/// <remarks>Of several algorithms only the strongest counts; of several hashes of it one is enough; what is of no known
/// algorithm demands nothing. Source: W3C Subresource Integrity, section 3.3.</remarks>
internal static class SubresourceIntegrity
{
    private static readonly string[] Algorithms = ["sha256", "sha384", "sha512"];

    public static bool Matches(string integrity, AssetDigests digests)
    {
        var demands = integrity.Split((char[])[' ', '\t', '\n', '\r', '\f'], StringSplitOptions.RemoveEmptyEntries)
            .Select(Parse).Where(demand => demand.Strength >= 0).ToList();
        if (demands.Count == 0) return true;
        var strongest = demands.Max(demand => demand.Strength);
        var digest = strongest switch { 0 => digests.Sha256, 1 => digests.Sha384, _ => digests.Sha512 };
        return demands.Exists(demand => demand.Strength == strongest && demand.Hash == digest);
    }

    private static (int Strength, string Hash) Parse(string demand)
    {
        var plain = demand.Split('?')[0];
        var dash = plain.IndexOf('-', StringComparison.Ordinal);
        if (dash < 0) return (-1, "");
        var strength = Array.IndexOf(Algorithms, plain[..dash].ToLowerInvariant());
        // Browsers take the alphabet for addresses as well.
        return (strength, plain[(dash + 1)..].Replace('-', '+').Replace('_', '/'));
    }
}
