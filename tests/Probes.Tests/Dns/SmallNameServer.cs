using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Bellwether.Probes.Tests.Dns;

/// <summary>Answers questions by datagram and over TCP on one port of loopback, as the test says.</summary>
internal sealed class SmallNameServer : IAsyncDisposable
{
    private readonly Func<byte[], byte[]?> _answer;
    private readonly bool _cuts;
    private readonly TcpListener _tcp = new(IPAddress.Loopback, 0);
    private readonly Socket _udp = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly CancellationTokenSource _over = new();
    private readonly Task _loops;

    public SmallNameServer(Func<byte[], byte[]?> answer, bool cutsDatagrams = false)
    {
        (_answer, _cuts) = (answer, cutsDatagrams);
        _tcp.Start();
        Port = ((IPEndPoint)_tcp.LocalEndpoint).Port;
        _udp.Bind(new IPEndPoint(IPAddress.Loopback, Port));
        _loops = Task.WhenAll(HearAsync(), TakeAsync());
    }

    public int Port { get; }

    public static byte[] Answer(byte[] question, int code, byte[][] records)
    {
        var made = DnsMessageTests.Answer(code, records);
        question[..2].CopyTo(made, 0);
        // The question as it was asked, in its own case.
        question[12..^11].CopyTo(made, 12);
        return made;
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        _tcp.Dispose();
        _udp.Dispose();
        await _loops;
        _over.Dispose();
    }

    private async Task HearAsync()
    {
        var buffer = new byte[2048];
        try
        {
            while (true)
            {
                var heard = await _udp.ReceiveFromAsync(
                    buffer, SocketFlags.None, new IPEndPoint(IPAddress.Any, 0), _over.Token);
                if (_answer(buffer[..heard.ReceivedBytes]) is not { } answer) continue;
                if (_cuts) answer[2] |= 2;
                await _udp.SendToAsync(answer, SocketFlags.None, heard.RemoteEndPoint, _over.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task TakeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _tcp.AcceptTcpClientAsync(_over.Token);
                await using var stream = client.GetStream();
                var head = new byte[2];
                await stream.ReadExactlyAsync(head, _over.Token);
                var question = new byte[BinaryPrimitives.ReadUInt16BigEndian(head)];
                await stream.ReadExactlyAsync(question, _over.Token);
                var answer = _answer(question)!;
                byte[] sent = [(byte)(answer.Length >> 8), (byte)answer.Length, .. answer];
                await stream.WriteAsync(sent, _over.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException
            or InvalidOperationException or IOException)
        {
        }
    }
}
