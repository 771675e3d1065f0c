namespace Bellwether.Agent.Journal;

/// <summary>A record of the journal: durable, and chained to the one before it.</summary>
/// <param name="Sequence">1, 2, 3 … without gaps.</param>
/// <param name="At">When it was written, UTC.</param>
/// <param name="Entry">What was written.</param>
/// <param name="Hash">SHA-256 over the hash before it and everything above; <c>sha256:</c> and 64 lower-case hex
/// digits.</param>
internal sealed record JournalRecord(long Sequence, DateTimeOffset At, JournalEntry Entry, string Hash)
{
    /// <summary>Its body was given up for room, and is empty; the hash still vouches for what it was.</summary>
    public bool Pruned { get; init; }
}
