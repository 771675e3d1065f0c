using System.Diagnostics;
using System.Globalization;

namespace Bellwether.Integration.Tests.Servers;

/// <summary>A real nginx in front of a service of its own, that writes an access log with durations and an error
/// log.</summary>
internal sealed class LoggingNginx : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(10);

    private readonly ServerFolder _folder = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });
    private readonly int _port = FreePorts.Take(1)[0];
    private RealServer _server = null!;

    private LoggingNginx(Website site) => Site = site;

    /// <summary>The service behind it.</summary>
    public Website Site { get; }

    public int Port => _port;

    public string AccessLog => _folder.At("access.log");

    public string ErrorLog => _folder.At("error.log");

    public static async Task<LoggingNginx> BeginAsync()
    {
        var nginx = new LoggingNginx(await Website.StartAsync());
        Directory.CreateDirectory(nginx._folder.At("files"));
        nginx._folder.Write("nginx.conf", $$"""
            user root;
            worker_processes 1;
            daemon off;
            pid {{nginx._folder.At("nginx.pid")}};
            error_log {{nginx.ErrorLog}} error;
            events { worker_connections 256; }
            http {
              log_format timed '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent '
                '"$http_referer" "$http_user_agent" $request_time';
              access_log {{nginx.AccessLog}} timed;
              client_body_temp_path {{nginx._folder.At("body")}};
              proxy_temp_path {{nginx._folder.At("proxy")}};
              fastcgi_temp_path {{nginx._folder.At("fastcgi")}};
              uwsgi_temp_path {{nginx._folder.At("uwsgi")}};
              scgi_temp_path {{nginx._folder.At("scgi")}};
              server {
                listen 127.0.0.1:{{nginx._port}};
                location / { proxy_pass {{nginx.Site.Address}}; proxy_next_upstream off; }
                location /files/ { root {{nginx._folder.Root}}; }
              }
            }
            """);
        await nginx.StartAsync();
        return nginx;
    }

    public async Task StartAsync() => _server = await RealServer.StartAsync(new()
    {
        Program = "nginx",
        Arguments = ["-c", _folder.At("nginx.conf"), "-e", ErrorLog],
        ReadyPort = _port,
    });

    public ValueTask StopAsync() => _server.DisposeAsync();

    /// <summary>Asks for a page so many times; what comes of it the log tells.</summary>
    public async Task AskAsync(int times, string path = "/")
    {
        for (var i = 0; i < times; i++)
            try
            {
                using var answer = await _http.GetAsync(new Uri($"http://127.0.0.1:{_port}{path}"));
            }
            catch (HttpRequestException)
            {
                // It is just being restarted.
            }
    }

    /// <summary>As logrotate does it by default: another name, and the server opens a new file.</summary>
    public async Task RotateAsync()
    {
        File.Move(AccessLog, AccessLog + ".1", overwrite: true);
        using (var signal = Process.Start("kill",
            ["-USR1", _server.ProcessId.ToString(CultureInfo.InvariantCulture)]))
            await signal.WaitForExitAsync();
        var began = TimeProvider.System.GetTimestamp();
        while (!File.Exists(AccessLog))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience, "nginx opened no new log");
            await Task.Delay(Between, TimeProvider.System);
        }
    }

    /// <summary>As logrotate's copytruncate does it.</summary>
    public void CopyAndEmpty()
    {
        File.Copy(AccessLog, AccessLog + ".1", overwrite: true);
        using var emptied = new FileStream(AccessLog, FileMode.Truncate, FileAccess.Write, FileShare.ReadWrite);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await Site.DisposeAsync();
        _http.Dispose();
        _folder.Dispose();
    }
}
