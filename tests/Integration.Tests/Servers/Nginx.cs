using System.Runtime.InteropServices;

namespace Bellwether.Integration.Tests.Servers;

/// <summary>Debian's nginx on loopback, in a folder of its own; stopped and started as a test wants.</summary>
internal sealed class Nginx : IAsyncDisposable
{
    private const int HangUp = 1;

    private string _servers;
    private RealServer? _server;

    private Nginx(string servers) => _servers = servers;

    public ServerFolder Folder { get; } = new();

    public int Port { get; } = FreePorts.Take(1)[0];

    /// <param name="servers">What stands in the block <c>http</c>, given the port and the folder: PORT and FOLDER are
    /// put in.</param>
    /// <param name="prepare">Writes what they need into the folder; null for nothing.</param>
    public static async Task<Nginx> StartAsync(string servers, Action<ServerFolder>? prepare = null)
    {
        var nginx = new Nginx(servers);
        Directory.CreateDirectory(nginx.Folder.At("site"));
        prepare?.Invoke(nginx.Folder);
        await nginx.ResumeAsync();
        return nginx;
    }

    public async Task ResumeAsync() => _server = await RealServer.StartAsync(new()
    {
        Program = "nginx",
        Arguments = ["-e", Folder.At("error.log"), "-p", Folder.Root, "-c", Write()],
        ReadyPort = Port,
    });

    /// <summary>Ends it at once; nobody listens then.</summary>
    public async Task StopAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        _server = null;
    }

    /// <summary>Tells it to read its files anew, as an operator does.</summary>
    /// <param name="servers">What stands there now; null for the same.</param>
    /// <remarks>Its old workers answer on until they are gone: this waits for that.</remarks>
    public async Task ReloadAsync(string? servers = null)
    {
        _servers = servers ?? _servers;
        Write();
        var old = Workers();
        Assert.Equal(0, Kill(_server!.ProcessId, HangUp));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (Workers() is var now && (now.Length == 0 || now.Intersect(old).Any()))
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, patience.Token);
    }

    private string[] Workers() => File.ReadAllText($"/proc/{_server!.ProcessId}/task/{_server.ProcessId}/children")
        .Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Folder.Dispose();
    }

    private string Write() => Folder.Write("nginx.conf", $$"""
        daemon off;
        {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
        worker_processes 1;
        pid {{Folder.At("pid")}};
        events { worker_connections 256; }
        http {
            access_log off;
            types { text/html html; text/css css; text/javascript js; application/json json; }
            default_type application/octet-stream;
            client_body_temp_path {{Folder.At("body")}};
            proxy_temp_path {{Folder.At("proxy")}};
            fastcgi_temp_path {{Folder.At("fastcgi")}};
            uwsgi_temp_path {{Folder.At("uwsgi")}};
            scgi_temp_path {{Folder.At("scgi")}};
            {{_servers.Replace("FOLDER", Folder.Root, StringComparison.Ordinal)
                .Replace("PORT", $"127.0.0.1:{Port}", StringComparison.Ordinal)}}
        }
        """);

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
