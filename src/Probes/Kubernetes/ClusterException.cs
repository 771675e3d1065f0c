namespace Bellwether.Probes.Kubernetes;

/// <summary>The API of the cluster could not be asked: that says nothing about what runs in it. The message says why,
/// and what to do.</summary>
public sealed class ClusterException : Exception
{
    public ClusterException()
    {
    }

    public ClusterException(string message) : base(message)
    {
    }

    public ClusterException(string message, Exception inner) : base(message, inner)
    {
    }
}
