using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Bellwether.Probes.Tests.Http;

/// <summary>Takes connections on a free port of loopback, reads one request on each and lets the test answer with
/// bytes.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private const byte TlsHandshake = 0x16;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _over = new();
    private readonly Task _loop;

    public LoopbackServer(Func<NetworkStream, CancellationToken, Task> answer)
    {
        _listener.Start();
        _loop = ServeAsync(answer);
    }

    public ConcurrentQueue<string> Requests { get; } = new();

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Uri Url(string path = "/") => new($"http://127.0.0.1:{Port}{path}");

    public static LoopbackServer Saying(string answer) => new((stream, cancel) =>
        stream.WriteAsync(Encoding.UTF8.GetBytes(answer.ReplaceLineEndings("\r\n")), cancel).AsTask());

    public static LoopbackServer Page(string body, int status = 200, string headers = "") => Saying(
        $"HTTP/1.1 {status} X\n{headers}Content-Length: {Encoding.UTF8.GetByteCount(body)}\n\n{body}");

    public static LoopbackServer Hanging() =>
        new((_, cancel) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancel));

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        _listener.Dispose();
        await _loop;
        _over.Dispose();
    }

    private async Task ServeAsync(Func<NetworkStream, CancellationToken, Task> answer)
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_over.Token);
                await using var stream = client.GetStream();
                try
                {
                    Requests.Enqueue(await HeadAsync(stream));
                    await answer(stream, _over.Token);
                }
                catch (IOException)
                {
                    // The client went away, as some tests want it to.
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
        }
    }

    private async Task<string> HeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var buffer = new byte[4096];
        while (!head.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            var read = await stream.ReadAsync(buffer, _over.Token);
            if (read == 0 || (head.Length == 0 && buffer[0] == TlsHandshake))
                break;
            head.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }

        return head.ToString();
    }
}
