namespace Bellwether.Probes.Frontend;

/// <summary>What a page loads an asset as.</summary>
internal enum AssetKind
{
    /// <summary>A classic script.</summary>
    Script,

    /// <summary>A module: always fetched by the rules for other origins.</summary>
    Module,

    /// <summary>A style sheet.</summary>
    Style,
}
