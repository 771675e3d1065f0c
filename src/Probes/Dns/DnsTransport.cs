namespace Bellwether.Probes.Dns;

/// <summary>How a server is asked.</summary>
public enum DnsTransport
{
    /// <summary>By a datagram, and again over TCP where the answer did not fit into one.</summary>
    Udp,

    Tcp,
}
