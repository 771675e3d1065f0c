using System.Net;
using System.Net.Sockets;
using System.Text;
using Bellwether.Probes.Statsd;
using Bellwether.Testing.Trials;

namespace Bellwether.Integration.Tests.Statsd;

/// <summary>A service that is known by its datagrams.</summary>
public sealed class StatsdTrials : IAsyncLifetime, IDisposable
{
    private readonly Socket _app = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private ProbeTrial _trial = null!;
    private IPEndPoint _port = null!;
    private int _sent;

    public Task InitializeAsync()
    {
        using (var free = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp))
        {
            free.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            _port = (IPEndPoint)free.LocalEndPoint!;
        }

        _trial = ProbeTrial.Of($$"""
            probes: [ { name: app, statsd: { listen: "{{_port}}", prefix: shop. } } ]
            signals:
              - { name: failed, from: app, ratio: requests_total, bad: { status: 5* } }
              - { name: time, from: app, latency: request_time_seconds }
            rules:
              - { name: failed, signal: failed, compare: { allow: 50%, tolerate: 0.5pp }, critical: true }
              - { name: slow, signal: time, compare: { allow: 50%, tolerate: 50% }, critical: true }
            """);
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => _trial.DisposeAsync().AsTask();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Failures_and_slow_requests_in_its_datagrams_are_rolled_back_and_named()
    {
        await _trial.LearnAsync(_ => ServeAsync(failed: 2, slow: 6));
        await _trial.DeployAsync();
        await _trial.VerdictAsync(_ => ServeAsync(failed: 25, slow: 30));
        Assert.Matches("^13 % of [0-9 ]+ requests failed, was 1 % of ", _trial.MustRollBack("failed"));
        Assert.Matches("^15 % of [0-9 ]+ requests took longer than 30 ms, was 3 % of ", _trial.MustRollBack("slow"));
    }

    [Fact]
    public async Task An_application_that_is_restarted_is_not()
    {
        await _trial.LearnAsync(_ => ServeAsync(failed: 2, slow: 6));
        await _trial.DeployAsync();
        await _trial.LookAsync(5, _ => ServeAsync(failed: 2, slow: 6));
        await _trial.LookAsync(2);
        await _trial.VerdictAsync(_ => ServeAsync(failed: 2, slow: 6));
        _trial.MustPromote();
    }

    /// <summary>Two hundred requests, as an application with a sample rate tells of them.</summary>
    private async Task ServeAsync(int failed, int slow)
    {
        await SendAsync($"shop.requests:{200 - failed}|c|#status:200", $"shop.requests:{failed}|c|#status:500",
            $"shop.request.time:30|ms|@{1.0 / (200 - slow):0.############}",
            $"shop.request.time:{string.Join(':', Enumerable.Repeat("400", slow))}|ms");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        var window = _trial.Windows.All<StatsdWindow>()[0].Window;
        while (window.Taken < _sent)
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, patience.Token);
    }

    private Task<int> SendAsync(params string[] lines)
    {
        _sent += lines.Length;
        return _app.SendToAsync(Encoding.UTF8.GetBytes(string.Join('\n', lines)), _port);
    }
}
