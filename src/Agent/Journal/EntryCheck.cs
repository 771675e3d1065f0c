namespace Bellwether.Agent.Journal;

/// <summary>What a batch of entries must be like before it is written.</summary>
internal static class EntryCheck
{
    /// <param name="entries">The batch.</param>
    /// <param name="limits">How long a body may be.</param>
    /// <param name="find">The record with a key; null where there is none.</param>
    /// <exception cref="ArgumentException">A body is over the limit, or two entries have the same key.</exception>
    /// <exception cref="DuplicateKeyException">A record with one of the keys exists.</exception>
    public static void Pass(
        IReadOnlyList<JournalEntry> entries, JournalLimits limits, Func<string, JournalRecord?> find)
    {
        foreach (var entry in entries)
        {
            if (entry.Body.Length > limits.MaxBodyBytes)
                throw new ArgumentException(
                    $"A body of {entry.Body.Length} bytes is over the limit of {limits.MaxBodyBytes}.");
            if (entry.Key is null) continue;
            if (entries.Count(other => other.Key == entry.Key) > 1)
                throw new ArgumentException($"Two entries have the key '{entry.Key}'.");
            if (find(entry.Key) is { } existing) throw new DuplicateKeyException(existing);
        }
    }
}
