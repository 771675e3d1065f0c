namespace Bellwether.Agent.Rehearsing;

/// <summary>What was asked for cannot be rehearsed. The message is for people.</summary>
internal sealed class RehearsalException : Exception
{
    public RehearsalException()
    {
    }

    public RehearsalException(string message) : base(message)
    {
    }

    public RehearsalException(string message, Exception inner) : base(message, inner)
    {
    }
}
