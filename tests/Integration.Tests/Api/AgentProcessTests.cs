using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Bellwether.Integration.Tests.Commands;

namespace Bellwether.Integration.Tests.Api;

public sealed class AgentProcessTests : IDisposable
{
    private const string Nothing = "http://127.0.0.1:9/metrics";

    private readonly string _state = Directory.CreateTempSubdirectory("bellwether-agent-").FullName;

    public void Dispose() => Directory.Delete(_state, recursive: true);

    [Fact]
    public async Task It_ends_within_two_seconds_of_a_signal_whoever_waits_and_nothing_that_was_taken_is_lost()
    {
        await using (var agent = await AgentProcess.ScrapingAsync(Nothing, _state))
        {
            var started = await agent.PostAsync("/v1/deployments",
                """{"deploymentId":"shop-2","service":"shop","environment":"production","version":"2"}""");
            Assert.Equal(202, started.Status);
            using var events = await agent.Http.GetAsync(
                new Uri("/v1/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
            var waiting = agent.Http.GetStringAsync(
                new Uri("/v1/deployments/shop-2/verdict?wait=60s", UriKind.Relative));
            await agent.PostAsync("/v1/deployments/shop-2/hold", """{"reason":"r","actor":"ada"}""");

            var (code, took) = await agent.TerminateAsync();
            Assert.Equal(0, code);
            Assert.True(took < TimeSpan.FromSeconds(2), $"{took}");
            Assert.Contains("\"pending\"", await waiting, StringComparison.Ordinal);
        }

        await using var again = await AgentProcess.ScrapingAsync(Nothing, _state);
        var status = await again.Http.GetStringAsync(new Uri("/v1/deployments/shop-2", UriKind.Relative));
        Assert.Equal("ada: r", JsonDocument.Parse(status).RootElement.GetProperty("held").GetString());
    }

    [Fact]
    public async Task A_verdict_is_replayed_byte_for_byte_while_the_agent_runs_and_after_it()
    {
        await using (var agent = await AgentProcess.ScrapingAsync(Nothing, _state))
        {
            await agent.PostAsync("/v1/deployments",
                """{"deploymentId":"shop-2","service":"shop","environment":"production","version":"2"}""");
            Assert.Equal(200, (await agent.PostAsync("/v1/deployments/shop-2/cancel", "{}")).Status / 100 * 100);
            await AssertReplayedAsync();
            Assert.Equal(0, (await agent.TerminateAsync()).Code);
        }

        await AssertReplayedAsync();
    }

    [Fact]
    public async Task An_address_that_is_taken_ends_with_2_and_says_so()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var ended = await RunAsync("--listen", $"http://127.0.0.1:{port}", "--state", _state);
        AssertMistake(ended, $"127.0.0.1:{port}/ is in use by another program");
    }

    [Fact]
    public async Task A_second_agent_on_the_same_state_ends_with_2_and_names_the_first()
    {
        await using var agent = await AgentProcess.ScrapingAsync(Nothing, _state);
        var ended = await RunAsync("--listen", "http://127.0.0.1:0", "--state", _state);
        AssertMistake(ended, $"{agent.ProcessId}");
    }

    [Theory]
    [InlineData("http://0.0.0.0:7070", "is beyond loopback")]
    [InlineData("http://127.0.0.1:7070/api", "must be a host and a port alone")]
    [InlineData("https://127.0.0.1:7070", "needs a certificate")]
    public async Task An_address_that_cannot_be_listened_on_ends_with_2(string listen, string why) =>
        AssertMistake(await RunAsync("--listen", listen, "--state", _state), why);

    [Fact]
    public async Task Localhost_is_an_address()
    {
        await using var agent = await AgentProcess.RunAsync(
            "--listen", "http://localhost:0", "--scrape", Nothing, "--service", "shop", "--state", _state);
        Assert.Equal("healthy", JsonDocument.Parse(await agent.Http.GetStringAsync(
            new Uri("/health/live", UriKind.Relative))).RootElement.GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_failpoint_that_does_not_exist_ends_with_2()
    {
        var ended = await BuiltProgram.RunInShellAsync(
            $"$program run --scrape {Nothing} --service shop --state {_state} --listen http://127.0.0.1:0",
            ("BELLWETHER_FAILPOINT", "after-lunch"));
        AssertMistake(ended, "after-sync");
    }

    [Fact]
    public async Task The_names_of_its_metrics_stay_as_they_are()
    {
        await using var agent = await AgentProcess.ScrapingAsync(Nothing, _state);
        await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System);
        var page = await agent.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        var names = page.Split('\n').Where(line => line.StartsWith("# TYPE ", StringComparison.Ordinal))
            .Select(line => line["# TYPE ".Length..]);
        var file = Path.Combine(
            Shop.ShopProcess.Repository(), "tests/Integration.Tests/Api/Snapshots/metrics.txt");
        var text = string.Join('\n', names) + "\n";
        if (Environment.GetEnvironmentVariable("BELLWETHER_UPDATE_SNAPSHOTS") == "1") await File.WriteAllTextAsync(
            file, text);
        Assert.Equal(await File.ReadAllTextAsync(file), text);
    }

    private async Task AssertReplayedAsync()
    {
        var ended = await BuiltProgram.RunAsync("replay", "shop-2", "--state", _state);
        Assert.Equal((0, ""), (ended.Code, ended.Error));
        Assert.Contains("the same, byte for byte", ended.Out, StringComparison.Ordinal);
    }

    private static Task<Finished> RunAsync(params string[] words) =>
        BuiltProgram.RunAsync(["run", "--scrape", Nothing, "--service", "shop", .. words]);

    private static void AssertMistake(Finished ended, string why)
    {
        Assert.Contains(why, ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Error, StringComparison.Ordinal);
        Assert.Equal(2, ended.Code);
    }
}
