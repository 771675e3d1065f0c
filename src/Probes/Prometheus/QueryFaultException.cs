namespace Bellwether.Probes.Prometheus;

/// <summary>A query brought no data; the message says why, for a person.</summary>
internal sealed class QueryFaultException : Exception
{
    public QueryFaultException()
    {
    }

    public QueryFaultException(string message) : base(message)
    {
    }

    public QueryFaultException(string message, Exception inner) : base(message, inner)
    {
    }
}
