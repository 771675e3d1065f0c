using System.Net.Sockets;
using System.Text;
using Bellwether.Agent.Tests.Storage;

namespace Bellwether.Agent.Tests.Supervision;

/// <summary>A service manager that only listens.</summary>
internal sealed class StandInSystemd : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);

    public StandInSystemd(bool isAbstract = false)
    {
        Address = isAbstract ? $"@bellwether{_folder.File("notify")}" : _folder.File("notify");
        _socket.Bind(new UnixDomainSocketEndPoint(isAbstract ? $"\0{Address[1..]}" : Address));
        _socket.Blocking = false;
    }

    /// <summary>As it stands in NOTIFY_SOCKET.</summary>
    public string Address { get; }

    /// <summary>Datagrams that came since the last call, in order; empty for none.</summary>
    public IReadOnlyList<string> Heard()
    {
        var heard = new List<string>();
        var bytes = new byte[4096];
        while (_socket.Poll(0, SelectMode.SelectRead))
            heard.Add(Encoding.UTF8.GetString(bytes, 0, _socket.Receive(bytes)));
        return heard;
    }

    public void Dispose()
    {
        _socket.Dispose();
        _folder.Dispose();
    }
}
