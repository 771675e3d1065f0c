using System.Net;
using System.Net.Sockets;

namespace Bellwether.Probes.Dialing;

/// <summary>A port that datagrams are received on. It never answers.</summary>
internal sealed class DatagramPort : IDisposable
{
    /// <summary>Longest datagram, which is the longest that there is.</summary>
    public const int LongestDatagram = 65_535;

    /// <summary>Bytes that may wait in the system: half a second of a busy application.</summary>
    private const int Waiting = 1 << 20;

    private readonly Socket _socket;
    private readonly byte[] _buffer = new byte[LongestDatagram];
    private readonly EndPoint _any;

    /// <exception cref="SocketException">It cannot be listened on.</exception>
    public DatagramPort(IPEndPoint end)
    {
        _any = new IPEndPoint(
            end.AddressFamily is AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, 0);
        _socket = new Socket(end.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { ReceiveBufferSize = Waiting };
        try
        {
            _socket.Bind(end);
        }
        catch
        {
            _socket.Dispose();
            throw;
        }
    }

    /// <summary>Where it listens, as it really is.</summary>
    public IPEndPoint End => (IPEndPoint)_socket.LocalEndPoint!;

    /// <summary>The next datagram, and who sent it. The bytes hold until the next call.</summary>
    /// <exception cref="OperationCanceledException">The port was closed, or the token cancelled.</exception>
    public async ValueTask<(ReadOnlyMemory<byte> Bytes, IPAddress From)> ReceiveAsync(CancellationToken stopping)
    {
        while (true)
            try
            {
                var got = await _socket.ReceiveFromAsync(_buffer, SocketFlags.None, _any, stopping)
                    .ConfigureAwait(false);
                return (_buffer.AsMemory(0, got.ReceivedBytes), ((IPEndPoint)got.RemoteEndPoint).Address);
            }
            catch (SocketException e) when (e.SocketErrorCode is not SocketError.OperationAborted)
            {
                // A datagram that is longer than any may be, or word of one that we never sent.
                stopping.ThrowIfCancellationRequested();
            }
            catch (Exception e) when (e is ObjectDisposedException or SocketException)
            {
                throw new OperationCanceledException("The port was closed.", e);
            }
    }

    public void Dispose() => _socket.Dispose();
}
