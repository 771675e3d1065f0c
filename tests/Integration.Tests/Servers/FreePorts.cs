using System.Net;
using System.Net.Sockets;

namespace Bellwether.Integration.Tests.Servers;

/// <summary>Ports on loopback that nobody listens on just now.</summary>
/// <remarks>Below those that the kernel gives to connections, else one of the many connections of other tests may have
/// it by the time it is used; and each only once, as long as there are others.</remarks>
internal static class FreePorts
{
    private const int First = 20_000;
    private const int Count = 12_000;

    private static int s_given = Environment.ProcessId * 37;

    /// <summary>That many, all different.</summary>
    public static int[] Take(int count) => [.. Enumerable.Range(0, count).Select(_ => Next())];

    private static int Next()
    {
        while (true)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref s_given) % Count);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody has it.
            }
        }
    }
}
