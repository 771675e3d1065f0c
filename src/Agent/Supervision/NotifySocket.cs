using System.Net.Sockets;
using System.Text;

namespace Bellwether.Agent.Supervision;

/// <summary>Datagrams to the service manager, as sd_notify(3) describes them.</summary>
/// <remarks>It never waits: what the manager does not take at once is dropped, because the judging loop is who
/// sends.</remarks>
internal sealed class NotifySocket : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly UnixDomainSocketEndPoint _manager;

    private NotifySocket(string address)
    {
        // '@' stands for the zero byte that begins an abstract name.
        _manager = new UnixDomainSocketEndPoint(address[0] == '@' ? $"\0{address[1..]}" : address);
        _socket.Blocking = false;
    }

    /// <summary>A socket to that address: an absolute path, or <c>@</c> and an abstract name. Null for any other
    /// address, and where nobody supervises.</summary>
    public static NotifySocket? To(string? address)
    {
        if (address is not { Length: > 1 } || address[0] is not ('/' or '@')) return null;
        try
        {
            return new NotifySocket(address);
        }
        catch (ArgumentOutOfRangeException)
        {
            // Longer than a socket's address can be: nobody can listen there.
            return null;
        }
    }

    /// <summary>Sends assignments, one a line, in one datagram.</summary>
    /// <returns>Whether the manager has it.</returns>
    public bool Send(params ReadOnlySpan<string> assignments)
    {
        try
        {
            _socket.SendTo(Encoding.UTF8.GetBytes(string.Join('\n', assignments!)), _manager);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    public void Dispose() => _socket.Dispose();
}
