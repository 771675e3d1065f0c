namespace Bellwether.Agent.Journal;

/// <summary>Nothing durable could be written: neither the journal nor its reserve. No verdict may be told.</summary>
internal sealed class JournalUnavailableException : Exception
{
    public JournalUnavailableException()
    {
    }

    public JournalUnavailableException(string message) : base(message)
    {
    }

    public JournalUnavailableException(string message, Exception inner) : base(message, inner)
    {
    }
}
