namespace Bellwether.Agent.Journal;

/// <summary>A record with that key exists: the first one stands, nothing was written.</summary>
internal sealed class DuplicateKeyException : Exception
{
    public DuplicateKeyException()
    {
    }

    public DuplicateKeyException(string message) : base(message)
    {
    }

    public DuplicateKeyException(string message, Exception inner) : base(message, inner)
    {
    }

    public DuplicateKeyException(JournalRecord existing)
        : base($"record {existing.Sequence} already has the key '{existing.Entry.Key}'") => Existing = existing;

    /// <summary>The record that stands.</summary>
    public JournalRecord? Existing { get; }
}
