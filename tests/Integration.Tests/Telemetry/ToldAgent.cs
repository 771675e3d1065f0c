using System.Net;
using System.Net.Sockets;
using System.Text;
using Bellwether.Integration.Tests.Api;
using Bellwether.Integration.Tests.Servers;

namespace Bellwether.Integration.Tests.Telemetry;

/// <summary>The real agent, to which everything has happened that it counts.</summary>
internal sealed class ToldAgent : IAsyncDisposable
{
    private readonly ServerFolder _folder;
    private readonly TcpListener _target;
    private readonly CancellationTokenSource _over = new();
    private readonly Task _serving;

    private ToldAgent(ServerFolder folder, TcpListener target, AgentProcess process)
    {
        (_folder, _target, Process) = (folder, target, process);
        _serving = ServeAsync();
    }

    public AgentProcess Process { get; }

    /// <param name="log">The map of <c>log</c>.</param>
    public static async Task<ToldAgent> StartAsync(string log = "{ format: text }")
    {
        var folder = new ServerFolder();
        var target = new TcpListener(IPAddress.Loopback, 0);
        target.Start();
        var port = ((IPEndPoint)target.LocalEndpoint).Port;
        folder.Write("password", "not-needed-1");
        var file = folder.Write("bellwether.yaml", $$"""
            environment: test
            mode: gate
            state: {{folder.At("state")}}
            log: {{log}}
            policy: { interval: 1s }
            bus: { rabbitmq: { host: 127.0.0.1, port: 9, username: agent, password: "${file:password}" } }
            deliver:
              - { name: desk, webhook: { url: "http://127.0.0.1:{{port}}/verdicts" } }
              - { name: away, webhook: { url: "http://127.0.0.1:9/verdicts" } }
            service: shop
            probes:
              - { name: home, http: { url: "http://127.0.0.1:{{port}}/", every: 1s, timeout: 500ms } }
              - { name: cache, tcp: { host: 127.0.0.1, port: 9, every: 1s, timeout: 500ms } }
            """);
        Directory.CreateDirectory(folder.At("state"));
        return new ToldAgent(
            folder, target, await AgentProcess.RunAsync("--config", file, "--listen", "http://127.0.0.1:0"));
    }

    /// <summary>Deployments come and go, with what people do to them.</summary>
    public async Task LiveAsync()
    {
        await StartDeploymentAsync("one");
        await PostAsync("one/hold", """{"reason":"r","actor":"ada"}""");
        await PostAsync("one/release", """{"reason":"r","actor":"ada"}""");
        await PostAsync("one/override", """{"decision":"rollback","reason":"r","actor":"ada"}""");
        await PostAsync("one/feedback", """{"kind":"false-alarm","reason":"r","actor":"ada"}""");
        await PostAsync("one/rolled-back", "{}");
        await StartDeploymentAsync("two");
        await PostAsync("two/cancel", """{"reason":"r","actor":"ada"}""");
        await StartDeploymentAsync("three");
        Process.HangUp();
        await UntilAsync(page => page.Contains("config_reloads_total{", StringComparison.Ordinal)
            && page.Contains("bellwether_verdicts_inconclusive_total{", StringComparison.Ordinal)
            && page.Contains("channel=\"desk\",outcome=\"acknowledged\"", StringComparison.Ordinal)
            && page.Contains("bellwether_looks_taken_total{", StringComparison.Ordinal)
            && page.Contains("bellwether_round_duration_seconds_count", StringComparison.Ordinal));
    }

    public Task<string> PageAsync() => Process.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative));

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        await _over.CancelAsync();
        _target.Dispose();
        await _serving;
        _over.Dispose();
        _folder.Dispose();
    }

    private async Task UntilAsync(Func<string, bool> isThere)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!isThere(await PageAsync()))
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, patience.Token);
    }

    private Task StartDeploymentAsync(string id) => PostAsync("", $$"""
        {"deploymentId":"{{id}}","service":"shop","environment":"test","version":"{{id}}","previousVersion":"0"}
        """);

    private async Task PostAsync(string what, string body)
    {
        var (status, answer) = await Process.PostAsync($"/v1/deployments/{what}".TrimEnd('/'), body);
        Assert.True(status is >= 200 and < 300, $"{what}: {status} {answer}");
    }

    /// <summary>Answers everything with 200: it is the service and the receiver of verdicts.</summary>
    private async Task ServeAsync()
    {
        var good = Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok");
        try
        {
            while (true)
            {
                using var client = await _target.AcceptTcpClientAsync(_over.Token);
                await AnswerAsync(client, good);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
        }
    }

    private async Task AnswerAsync(TcpClient client, byte[] good)
    {
        try
        {
            await using var stream = client.GetStream();
            _ = await stream.ReadAsync(new byte[65536], _over.Token);
            await stream.WriteAsync(good, _over.Token);
        }
        catch (IOException)
        {
            // Whoever asked had no patience left; the next one is answered.
        }
    }
}
