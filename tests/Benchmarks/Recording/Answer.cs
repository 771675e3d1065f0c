namespace Bellwether.Benchmarks.Recording;

/// <summary>What became of one request.</summary>
internal enum Answer
{
    /// <summary>Nobody answered: refused, broken off, or out of patience. It has no duration.</summary>
    None,

    /// <summary>Answered with an error.</summary>
    Failed,

    Good,
}
