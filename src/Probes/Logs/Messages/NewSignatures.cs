namespace Bellwether.Probes.Logs.Messages;

/// <summary>Errors that were never seen before and that go on.</summary>
/// <param name="Count">How many; null where that cannot be said.</param>
/// <param name="Detail">Which, masked, or why it cannot be said; null for neither.</param>
internal readonly record struct NewSignatures(int? Count, string? Detail);
