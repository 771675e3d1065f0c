using System.ComponentModel.DataAnnotations;

namespace Bellwether.Probes.Scrape.Exposition;

/// <summary>How much of a page we are ready to take. A page over one of these is not read at all.</summary>
public sealed class ExpositionLimits
{
    public static readonly ExpositionLimits Default = new();

    /// <summary>Bytes of a page after decompression. 1 KiB to 64 MiB; default 10 MiB.</summary>
    [Range(1 << 10, 64 << 20)] public int BodyBytes { get; init; } = 10 << 20;

    /// <summary>Samples of a page, and separately its families. 1 to 500 000; default 50 000.</summary>
    [Range(1, 500_000)] public int Samples { get; init; } = 50_000;

    /// <summary>Labels of one sample. 1 to 256; default 64.</summary>
    [Range(1, 256)] public int Labels { get; init; } = 64;

    /// <summary>Bytes of a metric's or label's name. 16 to 4 096; default 512.</summary>
    [Range(16, 4_096)] public int NameBytes { get; init; } = 512;

    /// <summary>Bytes of a label's value as the page writes it. 16 to 65 536; default 4 096.</summary>
    [Range(16, 65_536)] public int ValueBytes { get; init; } = 4_096;

    /// <summary>Bytes of one line. 256 to 1 MiB; default 64 KiB.</summary>
    [Range(256, 1 << 20)] public int LineBytes { get; init; } = 64 << 10;
}
