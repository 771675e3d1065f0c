using System.Net;
using System.Net.Sockets;

namespace Bellwether.Integration.Tests.Servers;

/// <summary>Ports on loopback that nobody listens on just now.</summary>
internal static class FreePorts
{
    /// <summary>That many, all different.</summary>
    public static int[] Take(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(l => l.Start());
        var ports = listeners.Select(l => ((IPEndPoint)l.LocalEndpoint).Port).ToArray();
        listeners.ForEach(l => l.Stop());
        return ports;
    }
}
