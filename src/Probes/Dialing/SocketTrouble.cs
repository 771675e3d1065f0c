using System.Net.Sockets;

namespace Bellwether.Probes.Dialing;

/// <summary>What an error of a socket says: the target failed us, or our own host could not ask.</summary>
internal static class SocketTrouble
{
    /// <summary>The error is of this host: out of descriptors, ports or buffers, no network, or forbidden.</summary>
    public static bool IsOurs(SocketError error) => error is SocketError.TooManyOpenSockets
        or SocketError.NoBufferSpaceAvailable or SocketError.AddressNotAvailable or SocketError.NetworkDown
        or SocketError.NetworkUnreachable or SocketError.AccessDenied or SocketError.AddressFamilyNotSupported;

    public static Look AsLook(SocketError error) =>
        IsOurs(error) ? Look.Missing("no-socket", $"this host cannot connect: {error}") : Look.Bad(Reason(error));

    private static string Reason(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => "refused",
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => "reset",
        SocketError.TimedOut => "timeout",
        SocketError.HostUnreachable or SocketError.HostDown => "unreachable",
        _ => "failed",
    };
}
