namespace Bellwether.Agent.Storage.Ledger;

/// <summary>How far a channel has come.</summary>
/// <param name="Channel">Its name.</param>
/// <param name="Cursor">Everything up to this sequence is acknowledged, but for what is parked.</param>
/// <param name="Parked">Sequences up to the cursor that the receiver still refuses, ascending; empty for none.</param>
internal sealed record ChannelPosition(string Channel, long Cursor, IReadOnlyList<long> Parked);
