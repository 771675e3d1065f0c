namespace Bellwether.Agent.Bus.Rabbit;

/// <summary>Nothing was said of a message: the broker is to keep it.</summary>
internal sealed class GivenBackException : Exception
{
    public GivenBackException()
    {
    }

    public GivenBackException(string message) : base(message)
    {
    }

    // Not the inner one either: the library goes by the innermost.
    public GivenBackException(string message, Exception inner) : base($"{message}: {inner.Message}")
    {
    }
}
