namespace Bellwether.Probes.Prometheus;

/// <summary>The backend could not be asked, or does not let us ask; the message says why, for a person.</summary>
internal sealed class ProviderAwayException : Exception
{
    public ProviderAwayException()
    {
    }

    public ProviderAwayException(string message) : base(message)
    {
    }

    public ProviderAwayException(string message, Exception inner) : base(message, inner)
    {
    }
}
