using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Serialization;
using Bellwether.Integration.Tests.Servers;

namespace Bellwether.Integration.Tests.Vitals;

/// <summary>Debian's Chromium without a window, driven by its own DevTools protocol.</summary>
/// <remarks>One for a class of tests. It asks nobody but loopback, and its profile is gone with it.</remarks>
public sealed class Browser : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private static readonly JsonSerializerOptions s_short = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly ServerFolder _profile = new();
    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly byte[] _part = new byte[32 * 1024];
    private RealServer? _program;
    private int _asked;

    public async Task InitializeAsync()
    {
        var port = FreePorts.Take(1)[0];
        _program = await RealServer.StartAsync(new()
        {
            Program = "chromium-headless-shell",
            Arguments =
            [
                $"--remote-debugging-port={port}", $"--user-data-dir={_profile.Root}", "--no-sandbox", "--disable-gpu",
                "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "about:blank",
            ],
            ReadyPort = port,
        });
        using var http = new HttpClient();
        using var version = JsonDocument.Parse(
            await http.GetStringAsync(new Uri($"http://127.0.0.1:{port}/json/version")));
        using var patience = new CancellationTokenSource(s_patience);
        await _socket.ConnectAsync(
            new(version.RootElement.GetProperty("webSocketDebuggerUrl").GetString()!), patience.Token);
    }

    public async Task DisposeAsync()
    {
        if (_program is not null) await _program.DisposeAsync();
        _profile.Dispose();
        Dispose();
    }

    public void Dispose()
    {
        _socket.Dispose();
        _turn.Dispose();
    }

    /// <summary>An empty tab.</summary>
    internal async Task<BrowserTab> OpenAsync()
    {
        var target = (await AskAsync("Target.createTarget", new { url = "about:blank" })).GetProperty("targetId");
        var session = await AskAsync("Target.attachToTarget", new { targetId = target, flatten = true });
        return new(this, target.GetString()!, session.GetProperty("sessionId").GetString()!);
    }

    /// <summary>One question at a time, and its answer; what the browser tells unasked is passed over.</summary>
    internal async Task<JsonElement> AskAsync(string method, object parameters, string? session = null)
    {
        using var patience = new CancellationTokenSource(s_patience);
        await _turn.WaitAsync(patience.Token);
        try
        {
            var id = ++_asked;
            var question = new { id, method, @params = parameters, sessionId = session };
            await _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(question, s_short),
                WebSocketMessageType.Text, endOfMessage: true, patience.Token);
            while (true)
            {
                using var told = JsonDocument.Parse(await ReadAsync(patience.Token));
                if (!told.RootElement.TryGetProperty("id", out var of) || of.GetInt32() != id) continue;
                Assert.True(told.RootElement.TryGetProperty("result", out var result), $"{method}: {told.RootElement}");
                return result.Clone();
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<byte[]> ReadAsync(CancellationToken stopping)
    {
        using var message = new MemoryStream();
        while (true)
        {
            var part = await _socket.ReceiveAsync(_part, stopping);
            message.Write(_part, 0, part.Count);
            if (part.EndOfMessage) return message.ToArray();
        }
    }
}
