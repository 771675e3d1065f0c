namespace Bellwether.Probes.Frontend;

/// <summary>What is wrong with an asset.</summary>
internal enum AssetFault
{
    None,

    /// <summary>It was not looked at, or could not be for a reason of ours.</summary>
    Unchecked,

    /// <summary>It is not served, or as something that a browser does not take.</summary>
    Broken,

    /// <summary>Its bytes are not those that the page demands.</summary>
    Integrity,
}
