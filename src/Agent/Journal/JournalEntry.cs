namespace Bellwether.Agent.Journal;

/// <summary>Something to be written into the journal.</summary>
/// <param name="Kind">What it is: a CloudEvents type for messages, a lower-kebab word for what only the agent
/// reads.</param>
/// <param name="DeploymentId">Deployment it belongs to; null for none.</param>
/// <param name="Key">Unique among all records (a verdict's id); null where repeats are fine.</param>
/// <param name="Body">The bytes, exactly as they are delivered and hashed.</param>
internal sealed record JournalEntry(string Kind, string? DeploymentId, string? Key, ReadOnlyMemory<byte> Body)
{
    /// <summary>Whether channels deliver it.</summary>
    public bool Outgoing { get; init; }
}
