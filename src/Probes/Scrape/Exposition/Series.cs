namespace Bellwether.Probes.Scrape.Exposition;

/// <summary>
/// One series as it was first read, kept so that the same line of the next page costs one comparison.
/// </summary>
internal sealed class Series
{
    /// <summary>The metric part of the line as the page writes it.</summary>
    public required byte[] Text { get; init; }

    public required string Name { get; init; }

    public required LabelSet Labels { get; init; }

    /// <summary>Line feeds inside <see cref="Text"/>.</summary>
    public required int Lines { get; init; }

    /// <summary>Places that it has on the pages read last; 0 where no page has it any more.</summary>
    public int Pages { get; set; }

    /// <summary>What it was in the family that it was last found in; null where it was in none.</summary>
    public Membership? Membership { get; set; }
}
