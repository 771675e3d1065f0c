using System.Net.Sockets;
using System.Text;

namespace Bellwether.Integration.Tests.Servers;

/// <summary>Debian's Redis on loopback, in a folder of its own, stopped and started as a test wants.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private readonly ServerFolder _folder = new();
    private readonly RealServerPlan _plan;
    private RealServer? _server;

    private RedisServer(IReadOnlyList<string> settings) => _plan = new()
    {
        Program = "redis-server",
        Arguments =
        [
            "--bind", "127.0.0.1", "--port", $"{Port}", "--dir", _folder.Root, "--save", "",
            "--repl-diskless-sync-delay", "0", .. settings,
        ],
        ReadyPort = Port,
    };

    public int Port { get; } = FreePorts.Take(1)[0];

    /// <summary>Where it writes its dumps.</summary>
    public string Folder => _folder.Root;

    /// <param name="settings">As words of its command line.</param>
    public static async Task<RedisServer> StartAsync(params IReadOnlyList<string> settings)
    {
        var redis = new RedisServer(settings);
        await redis.ResumeAsync();
        return redis;
    }

    public async Task ResumeAsync() => _server = await RealServer.StartAsync(_plan);

    public async Task StopAsync()
    {
        await _server!.DisposeAsync();
        _server = null;
    }

    /// <summary>A connection that says nothing, for the caller to dispose.</summary>
    public async Task<TcpClient> ConnectAsync()
    {
        var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", Port);
        return client;
    }

    /// <summary>Sends commands, one a line, and waits for as many replies of one line each.</summary>
    public async Task<IReadOnlyList<string>> SayAsync(params IReadOnlyList<string> commands)
    {
        using var client = await ConnectAsync();
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Concat(commands.Select(line => line + "\r\n"))));
        using var reader = new StreamReader(stream, Encoding.ASCII);
        List<string> replies = [];
        while (replies.Count < commands.Count)
        {
            var line = await reader.ReadLineAsync() ?? throw new EndOfStreamException();
            // A string has a line of its own after its length.
            if (line is ['$', not '-', ..]) line = await reader.ReadLineAsync() ?? "";
            replies.Add(line);
        }

        return replies;
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        _folder.Dispose();
    }
}
