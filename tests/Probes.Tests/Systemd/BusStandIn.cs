using System.Net.Sockets;

namespace Bellwether.Probes.Tests.Systemd;

/// <summary>Lets everybody in as a bus does, and answers what a test says.</summary>
internal sealed class BusStandIn : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bellwether-bus-").FullName;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _serving;

    /// <param name="answer">Bytes for the call with that serial; null hangs.</param>
    /// <param name="welcome">What logging in is answered.</param>
    public BusStandIn(Func<uint, byte[]?> answer, string welcome = "DATA\r\nOK 0123\r\n")
    {
        Path = System.IO.Path.Combine(_folder, "bus");
        _listener.Bind(new UnixDomainSocketEndPoint(Path));
        _listener.Listen();
        _serving = Task.Run(() => ServeAsync(answer, welcome));
    }

    public string Path { get; }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _serving;
        _end.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task ServeAsync(Func<uint, byte[]?> answer, string welcome)
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptAsync(_end.Token);
                await TalkAsync(client, answer, welcome);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Its test is over.
        }
    }

    private async Task TalkAsync(Socket client, Func<uint, byte[]?> answer, string welcome)
    {
        var buffer = new byte[4096];
        await client.ReceiveAsync(buffer, _end.Token);
        await client.SendAsync(System.Text.Encoding.ASCII.GetBytes(welcome), _end.Token);
        var serial = 0u;
        // What begins the protocol, and what calls: each call comes in one piece, the first maybe with the beginning.
        for (int got; (got = await client.ReceiveAsync(buffer, _end.Token)) > 0;)
        {
            var text = System.Text.Encoding.ASCII.GetString(buffer, 0, got);
            if (text == "BEGIN\r\n") continue;
            if (answer(++serial) is { } bytes) await client.SendAsync(bytes, _end.Token);
            else await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _end.Token);
        }
    }
}
