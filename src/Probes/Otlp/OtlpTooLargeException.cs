namespace Bellwether.Probes.Otlp;

/// <summary>More was sent at once than is taken.</summary>
public sealed class OtlpTooLargeException : Exception
{
    public OtlpTooLargeException()
    {
    }

    public OtlpTooLargeException(string message) : base(message)
    {
    }

    public OtlpTooLargeException(string message, Exception inner) : base(message, inner)
    {
    }
}
