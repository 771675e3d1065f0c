namespace Bellwether.Agent.Storage.History;

/// <summary>How the history fares. It may lose its tail, and says so here.</summary>
/// <param name="Bytes">In use on the disk.</param>
/// <param name="RowsDropped">Rows that could not be written since the start.</param>
/// <param name="SetAside">Damaged files that were set aside since the start, oldest first; empty for none.</param>
/// <param name="LastError">Why rows were last dropped or a file set aside; null for never.</param>
internal sealed record HistoryHealth(long Bytes, long RowsDropped, IReadOnlyList<string> SetAside, string? LastError);
