namespace Bellwether.Agent.Bus.Rabbit;

/// <summary>A message is to be set aside; the message says why.</summary>
internal sealed class RefusedEventException : Exception
{
    public RefusedEventException()
    {
    }

    public RefusedEventException(string message) : base(message)
    {
    }

    public RefusedEventException(string message, Exception inner) : base(message, inner)
    {
    }
}
