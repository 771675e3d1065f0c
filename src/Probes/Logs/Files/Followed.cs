namespace Bellwether.Probes.Logs.Files;

/// <summary>What one look at the files of a target came to.</summary>
/// <param name="Skipped">Bytes that were too many, and were passed over.</param>
/// <param name="Blind">Why the files could not be seen, as a short word; null where they were.</param>
/// <param name="Detail">The same in a sentence, or what else is to be known; may be null.</param>
internal readonly record struct Followed(long Skipped, string? Blind = null, string? Detail = null);
