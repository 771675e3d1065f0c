namespace Bellwether.Testing.Fuzz;

/// <summary>What a run of the fuzzer came to.</summary>
internal sealed record FuzzTotals
{
    /// <summary>Pages read, each twice: by a parser that is new and by one that has read the pages before.</summary>
    public long Pages { get; set; }

    /// <summary>Of these, pages that were taken.</summary>
    public long Taken { get; set; }

    public long Bytes { get; set; }

    /// <summary>Ways in which pages ended that were not seen before: faults by their reason, pages by what they
    /// hold.</summary>
    public int Outcomes { get; set; }

    /// <summary>The longest that one page took, by the wall clock.</summary>
    public TimeSpan Longest { get; set; }

    /// <summary>The most bytes that one page made the parser allocate, for each byte of the page.</summary>
    public double MostAllocated { get; set; }

    /// <summary>At most <see cref="PageFuzzer.MostFindings"/>.</summary>
    public List<FuzzFinding> Findings { get; } = [];
}
