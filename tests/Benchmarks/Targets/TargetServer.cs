using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Bellwether.Benchmarks.Targets;

/// <summary>Serves many pages from one process, each on a port of its own, until its standard input ends.</summary>
/// <remarks>A process of its own, so that what serving costs is on nobody's account.</remarks>
internal static class TargetServer
{
    /// <summary>The hidden word of <c>eng/bench</c> that this is.</summary>
    public const string Word = "targets-server";

    public static async Task<int> RunAsync(string[] words)
    {
        var count = int.Parse(words[0], CultureInfo.InvariantCulture);
        var samples = int.Parse(words[1], CultureInfo.InvariantCulture);
        using var over = new CancellationTokenSource();
        var listeners = new List<TcpListener>();
        for (var i = 0; i < count; i++)
        {
            var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            listeners.Add(listener);
            _ = ServeAsync(listener, new TargetPage(i, samples), over.Token);
        }

        Console.WriteLine(string.Join(' ', listeners.Select(one => ((IPEndPoint)one.LocalEndpoint).Port)));
        _ = await Console.In.ReadLineAsync();
        await over.CancelAsync();
        listeners.ForEach(listener => listener.Stop());
        return 0;
    }

    private static async Task ServeAsync(TcpListener listener, TargetPage page, CancellationToken over)
    {
        try
        {
            while (true) _ = AnswerAsync(await listener.AcceptSocketAsync(over), page, over);
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            // It is over.
        }
    }

    private static async Task AnswerAsync(Socket socket, TargetPage page, CancellationToken over)
    {
        var request = new byte[8 << 10];
        using (socket)
            try
            {
                while (await ReadHeadAsync(socket, request, over))
                {
                    byte[] body;
                    lock (page) body = page.Next();
                    var head = Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Type: text/plain; version=0.0.4; "
                        + $"charset=utf-8\r\nContent-Length: {body.Length}\r\n\r\n");
                    await socket.SendAsync(new[] { new ArraySegment<byte>(head), new ArraySegment<byte>(body) });
                }
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException)
            {
                // The client is gone.
            }
    }

    private static async Task<bool> ReadHeadAsync(Socket socket, byte[] request, CancellationToken over)
    {
        var length = 0;
        while (length < request.Length)
        {
            var read = await socket.ReceiveAsync(request.AsMemory(length), over);
            if (read == 0) return false;
            length += read;
            if (request.AsSpan(0, length).EndsWith("\r\n\r\n"u8)) return true;
        }

        return false;
    }
}
