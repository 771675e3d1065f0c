namespace Bellwether.Agent.Journal;

/// <summary>No backup was made; the message says why. Nothing of the state has changed.</summary>
internal sealed class BackupRefusedException : Exception
{
    public BackupRefusedException()
    {
    }

    public BackupRefusedException(string message) : base(message)
    {
    }

    public BackupRefusedException(string message, Exception inner) : base(message, inner)
    {
    }
}
