namespace Bellwether.Agent.Storage;

/// <summary>A file of the state folder could not be read or written. The message names the file and what to
/// do.</summary>
internal sealed class StorageException : Exception
{
    public StorageException()
    {
    }

    public StorageException(string message) : base(message)
    {
    }

    public StorageException(string message, Exception inner) : base(message, inner)
    {
    }

    public StorageException(StorageTrouble trouble, string message, Exception? inner = null) : base(message, inner) =>
        Trouble = trouble;

    public StorageTrouble Trouble { get; }
}
