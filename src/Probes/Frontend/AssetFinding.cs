using Bellwether.Probes.Frontend.Fetching;

namespace Bellwether.Probes.Frontend;

/// <summary>What was seen of an asset.</summary>
/// <param name="Asset">The asset.</param>
/// <param name="Fault">What is wrong with it.</param>
/// <param name="Words">What, as the rest of a sentence that begins with the asset; null for nothing.</param>
/// <param name="Answer">What was answered; null where nothing was, or what was is of no use.</param>
internal sealed record AssetFinding(
    PageAsset Asset, AssetFault Fault, string? Words = null, FetchedAnswer? Answer = null);
