using System.Buffers;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Bellwether.Testing.Hostile;

/// <summary>A real listener on loopback that does one thing to everybody.</summary>
internal sealed class HostileTarget : IAsyncDisposable
{
    /// <summary>Good pages of <see cref="HostileKind.FrozenPage"/> before it freezes.</summary>
    public const int PagesBeforeFrozen = 12;

    private const long Gigabyte = 1L << 30;

    private static readonly byte[] s_comment = Encoding.ASCII.GetBytes($"#{new string('-', 65_534)}\n");
    private static readonly byte[] s_bomb = Gzip(new byte[10 << 20]);

    private readonly HostileKind _kind;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _over = new();
    private readonly Task _accepting;
    private int _requests;

    public HostileTarget(HostileKind kind)
    {
        _kind = kind;
        _listener.Start(backlog: 128);
        _accepting = kind is HostileKind.SlowAccept ? Task.CompletedTask : AcceptAsync();
    }

    public Uri Url =>
        new($"{(_kind is HostileKind.TlsStall ? "https" : "http")}://{_listener.LocalEndpoint}/metrics");

    /// <summary>Requests that it read whole.</summary>
    public int Requests => Volatile.Read(ref _requests);

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        _listener.Stop();
        await _accepting;
        _over.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                serving.RemoveAll(task => task.IsCompleted);
                serving.Add(ServeAsync(await _listener.AcceptSocketAsync(_over.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        try
        {
            if (_kind is not HostileKind.TlsStall) await ReadHeadAsync(stream);
            var request = Interlocked.Increment(ref _requests);
            await AnswerAsync(stream, request);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // Whoever asked has had enough, or it is over.
        }
    }

    private async Task ReadHeadAsync(Stream stream)
    {
        var (head, length) = (new byte[8192], 0);
        while (!head.AsSpan(0, length).EndsWith("\r\n\r\n"u8))
        {
            var read = await stream.ReadAsync(head.AsMemory(length), _over.Token);
            if (read == 0) throw new IOException("gone");
            length += read;
        }
    }

    private Task AnswerAsync(Stream stream, int request) => _kind switch
    {
        HostileKind.Trickle => TrickleAsync(stream),
        HostileKind.EndlessHeader => ForeverAsync(
            stream, "HTTP/1.1 200 OK\r\n", "X-More: of the same, and more, and more\r\n"u8.ToArray(), long.MaxValue),
        HostileKind.Gigabyte => ForeverAsync(
            stream, $"HTTP/1.1 200 OK\r\nContent-Length: {Gigabyte}\r\n\r\n", s_comment, Gigabyte),
        HostileKind.GigabyteUntold => ForeverAsync(
            stream, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", s_comment, Gigabyte),
        HostileKind.EndlessChunks => ForeverAsync(stream, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
            [.. Encoding.ASCII.GetBytes($"{s_comment.Length:x}\r\n"), .. s_comment, .. "\r\n"u8], long.MaxValue),
        HostileKind.GzipBomb => ForeverAsync(
            stream, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n", s_bomb, long.MaxValue),
        HostileKind.MillionSeries => SeriesAsync(stream),
        HostileKind.HalfPage => SayAsync(
            stream, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n14\r\nup 1\nrequests_total "),
        HostileKind.TooShort => SayAsync(stream, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nup 1\n"),
        HostileKind.TooLong => SayAsync(stream, "HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nup 1\nrequests_total 7\n"),
        HostileKind.RedirectLoop => SayAsync(
            stream, $"HTTP/1.1 302 Found\r\nLocation: {Url}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"),
        HostileKind.FrozenPage => PageAsync(stream, Math.Min(request, PagesBeforeFrozen)),
        _ => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _over.Token),
    };

    private async Task TrickleAsync(Stream stream)
    {
        await SayAsync(stream, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
        while (true)
        {
            await SayAsync(stream, "#");
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, _over.Token);
        }
    }

    private async Task ForeverAsync(Stream stream, string head, byte[] piece, long bytes)
    {
        await SayAsync(stream, head);
        for (var sent = 0L; sent < bytes; sent += piece.Length)
            await stream.WriteAsync(piece.AsMemory(0, (int)Math.Min(piece.Length, bytes - sent)), _over.Token);
    }

    private async Task SeriesAsync(Stream stream)
    {
        await SayAsync(stream, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n# TYPE requests_total counter\n");
        var lines = new ArrayBufferWriter<byte>(128 << 10);
        for (var i = 0; i < 1_000_000; i++)
        {
            lines.Write(Encoding.ASCII.GetBytes($"requests_total{{user=\"{i}\"}} {i}\n"));
            if (lines.WrittenCount < 64 << 10) continue;
            await stream.WriteAsync(lines.WrittenMemory, _over.Token);
            lines.ResetWrittenCount();
        }

        await stream.WriteAsync(lines.WrittenMemory, _over.Token);
    }

    private Task PageAsync(Stream stream, int number)
    {
        var page = $"process_cpu_seconds_total {number}.5\nrequests_total {number}00\n";
        return SayAsync(stream, $"HTTP/1.1 200 OK\r\nContent-Length: {page.Length}\r\nConnection: close\r\n\r\n{page}");
    }

    private async Task SayAsync(Stream stream, string text) =>
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text), _over.Token);

    private static byte[] Gzip(byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(plain);
        return packed.ToArray();
    }
}
