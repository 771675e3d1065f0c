using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Bellwether.Agent.Commands.Demo;

/// <summary>Finds ports on 127.0.0.1 that nobody uses.</summary>
internal static class LoopbackPorts
{
    private const string KernelRange = "/proc/sys/net/ipv4/ip_local_port_range";
    private const int Lowest = 20_000;

    /// <summary>Below this many to choose from, the kernel is asked instead.</summary>
    private const int FewestCandidates = 1000;

    /// <returns>As many different ports as asked for.</returns>
    /// <remarks>
    /// Outside the range that the kernel takes ports of outgoing connections from, where there is room: while a version
    /// is swapped, one of the load's hundreds of connections a second could be given the service's own port.
    /// </remarks>
    public static IReadOnlyList<int> Find(int count)
    {
        var span = LowestOutgoing() - Lowest;
        // Two demos at the same time begin at different places.
        IEnumerable<int> candidates = span < FewestCandidates
            ? Enumerable.Repeat(0, count)
            : Enumerable.Range(0, span).Select(i => Lowest + (i + Environment.ProcessId * 16) % span);
        var taken = new List<Socket>();
        try
        {
            foreach (var port in candidates)
            {
                if (taken.Count == count) break;
                if (TryListen(port) is { } socket) taken.Add(socket);
            }

            return taken.Count == count
                ? [.. taken.Select(socket => ((IPEndPoint)socket.LocalEndPoint!).Port)]
                : throw new CommandFailedException("no free port is left on 127.0.0.1") { ExitCode = ExitCodes.Fault };
        }
        finally
        {
            foreach (var socket in taken) socket.Dispose();
        }
    }

    private static Socket? TryListen(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            socket.Listen();
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }
    }

    private static int LowestOutgoing()
    {
        if (!File.Exists(KernelRange)) return 0;
        var words = File.ReadAllText(KernelRange).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var known = int.TryParse(words.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var low);
        return known ? low : 0;
    }
}
