using System.Net;

namespace Bellwether.Probes.Dns;

/// <summary>Which server answers this host's own questions.</summary>
internal static class DnsServer
{
    public const int Port = 53;

    private const string File = "/etc/resolv.conf";

    /// <summary>The first one of the system; null where it names none.</summary>
    /// <exception cref="IOException">Its file cannot be read.</exception>
    public static IPEndPoint? OfSystem(string file = File)
    {
        foreach (var line in System.IO.File.ReadLines(file))
            if (line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries) is ["nameserver", var text, ..]
                && IPAddress.TryParse(text, out var address))
                return new(address, Port);
        return null;
    }
}
