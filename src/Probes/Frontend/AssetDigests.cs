namespace Bellwether.Probes.Frontend;

/// <summary>Hashes of an asset's bytes as a browser gets them, each in base 64.</summary>
internal sealed record AssetDigests(string Sha256, string Sha384, string Sha512);
