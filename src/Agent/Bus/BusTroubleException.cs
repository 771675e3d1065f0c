namespace Bellwether.Agent.Bus;

/// <summary>The broker did not take a message. The message says why, without secrets.</summary>
internal sealed class BusTroubleException : Exception
{
    public BusTroubleException()
    {
    }

    public BusTroubleException(string message) : base(message)
    {
    }

    public BusTroubleException(string message, Exception inner) : base(message, inner)
    {
    }
}
