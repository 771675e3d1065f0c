using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Bellwether.Probes.Tests.Scrape;

/// <summary>
/// A server that answers each request with exactly the bytes that a test wants, as slowly as it wants.
/// </summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Func<Socket, Stream, CancellationToken, Task> _answer;
    private readonly Task _accepting;

    public RawServer(Func<Socket, Stream, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    public Uri Url => new($"http://127.0.0.1:{Port}/metrics?q=1");

    /// <summary>Heads of the requests that came, in order.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    public static RawServer Answering(string head, string body = "") => Answering(head, Encoding.UTF8.GetBytes(body));

    public static RawServer Answering(string head, byte[] body) => new(async (_, stream, stopping) =>
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head.ReplaceLineEndings("\r\n")), stopping);
        await stream.WriteAsync(body, stopping);
    });

    /// <summary>Answers 200 with that page, and closes.</summary>
    public static RawServer Page(string page, string contentType = "text/plain; version=0.0.4") => Answering(
        $"HTTP/1.1 200 OK\nContent-Type: {contentType}\n"
            + $"Content-Length: {Encoding.UTF8.GetByteCount(page)}\nConnection: close\n\n", page);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (!_stopping.IsCancellationRequested)
                serving.Add(ServeAsync(await _listener.AcceptSocketAsync(_stopping.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var stream = new NetworkStream(socket, ownsSocket: true);
        try
        {
            Requests.Enqueue(await HeadAsync(stream));
            await _answer(socket, stream, _stopping.Token);
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException
            or ObjectDisposedException)
        {
            // The client went away, or the test is over.
        }
    }

    private async Task<string> HeadAsync(Stream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal)
            && await stream.ReadAsync(one, _stopping.Token) == 1)
            _ = head.Append((char)one[0]);
        return head.ToString();
    }
}
