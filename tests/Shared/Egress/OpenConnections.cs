using System.Globalization;
using System.Net;

namespace Bellwether.Testing.Egress;

/// <summary>What a process is connected to, as the kernel tells it.</summary>
/// <remarks>Source: proc(5). Only sockets that the process itself holds are counted, in every state but listening.
/// </remarks>
internal static class OpenConnections
{
    private const int Listening = 0x0A;

    /// <summary>The far ends of every TCP connection that the process made, and of every UDP socket that it sends
    /// with; without the connections that others made to its listening ports.</summary>
    public static IReadOnlySet<IPEndPoint> Of(int process)
    {
        var sockets = SocketsOf(process);
        var rows = new[] { "tcp", "tcp6", "udp", "udp6" }
            .SelectMany(table => RowsOf($"/proc/{process}/net/{table}"))
            .Where(row => sockets.Contains(row.Inode)).ToList();
        var own = rows.Where(row => row.State == Listening).Select(row => row.Local.Port).ToHashSet();
        return rows.Where(row => row.State != Listening && row.Remote.Port != 0 && !own.Contains(row.Local.Port))
            .Select(row => row.Remote).ToHashSet();
    }

    private static HashSet<string> SocketsOf(int process)
    {
        const string Mark = "socket:[";
        var inodes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFileSystemEntries($"/proc/{process}/fd"))
        {
            try
            {
                if (new FileInfo(file).LinkTarget is { } target && target.StartsWith(Mark, StringComparison.Ordinal))
                    inodes.Add(target[Mark.Length..^1]);
            }
            catch (IOException)
            {
                // It was closed meanwhile.
            }
        }

        return inodes;
    }

    private static IEnumerable<(IPEndPoint Local, IPEndPoint Remote, int State, string Inode)> RowsOf(string table)
    {
        if (!File.Exists(table)) yield break;
        foreach (var line in File.ReadLines(table).Skip(1))
        {
            var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            yield return (PlaceOf(fields[1]), PlaceOf(fields[2]), Hex(fields[3]), fields[9]);
        }
    }

    /// <summary>The kernel writes each 32 bits of an address as one number of the machine.</summary>
    private static IPEndPoint PlaceOf(string text)
    {
        var parts = text.Split(':');
        var bytes = Enumerable.Range(0, parts[0].Length / 8)
            .SelectMany(i => BitConverter.GetBytes(
                uint.Parse(parts[0].AsSpan(i * 8, 8), NumberStyles.HexNumber, CultureInfo.InvariantCulture)))
            .ToArray();
        var address = new IPAddress(bytes);
        return new(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address, Hex(parts[1]));
    }

    private static int Hex(string text) => int.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
