namespace Bellwether.Agent.Importing;

/// <summary>An import that was refused, or could not be done. Nothing was written; the message is for
/// people.</summary>
internal sealed class ImportException : Exception
{
    public ImportException()
    {
    }

    public ImportException(string message) : base(message)
    {
    }

    public ImportException(string message, Exception inner) : base(message, inner)
    {
    }
}
