using Bellwether.Integration.Tests.Commands;
using Bellwether.Integration.Tests.Servers;

namespace Bellwether.Integration.Tests.LifeCycle;

/// <summary>SIGTERM while everything around the agent hangs.</summary>
public sealed class StopTests : IDisposable
{
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(2);

    private readonly string _state = Directory.CreateTempSubdirectory("bellwether-stop-").FullName;

    public void Dispose() => Directory.Delete(_state, recursive: true);

    [Fact]
    public async Task It_ends_within_two_seconds_whatever_hangs_and_everything_goes_on_at_the_next_start()
    {
        await using var site = await Website.StartAsync();
        var hangs = $$"""
              - { name: stuck, http: { url: "{{site.Address}}/hang", every: 1s, timeout: 900ms } }
            rules:
              - { name: up, signal: home.up, health: { fail-after: 3 of 5 } }
            """;
        string told;
        await using (var agent = await AgentOfSite.StartAsync(site, _state, hangs))
        {
            site.Receives = false;
            await agent.AnnounceAsync("shop-1");
            await agent.PostAsync("/v1/deployments/shop-1/cancel", "{}");
            told = (await agent.GetAsync("/v1/deployments/shop-1/verdict")).GetProperty("verdict").GetRawText();
            await agent.AnnounceAsync("shop-2");
            // The probe and the delivery of the first verdict.
            await AgentOfSite.UntilAsync(() => Task.FromResult(site.Hanging >= 2), "two requests hang");
            using var awaited = new HttpClient { BaseAddress = agent.Address };
            var waiting = awaited.GetStringAsync(
                new Uri("/v1/deployments/shop-2/verdict?wait=60s", UriKind.Relative));
            // Nobody tells that a call has arrived and waits; it is sent long before this is over.
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);

            var (code, took) = await agent.TerminateAsync();
            Console.WriteLine($"ended after {took.TotalMilliseconds:0} ms");
            Assert.Equal(0, code);
            Assert.True(took < await PatienceAsync(), $"{took}");
            Assert.Contains("\"pending\"", await waiting, StringComparison.Ordinal);
        }

        site.Receives = true;
        await using var again = await AgentOfSite.StartAsync(site, _state, hangs);
        await AgentOfSite.UntilAsync(() => Task.FromResult(site.Delivered.Count > 0), "the first verdict is delivered");
        Assert.Contains("\"shop-1:host-17:watch:0:1\"", Assert.Single(site.Delivered), StringComparison.Ordinal);
        var still = await again.GetAsync("/v1/deployments/shop-1/verdict");
        Assert.Equal(told, still.GetProperty("verdict").GetRawText());
        Assert.Equal("watching", (await again.GetAsync("/v1/deployments/shop-2")).GetProperty("state").GetString());
        site.IsSick = true;
        var verdict = await again.GetAsync("/v1/deployments/shop-2/verdict?wait=60s");
        Assert.Equal("rollback", verdict.GetProperty("decision").GetString());
    }

    /// <summary>What was promised; on a machine so busy that the program alone takes long to say its version, as much
    /// longer.</summary>
    private static async Task<TimeSpan> PatienceAsync()
    {
        var ordinary = TimeSpan.FromMilliseconds(400);
        var began = TimeProvider.System.GetTimestamp();
        await BuiltProgram.RunAsync("version");
        var took = TimeProvider.System.GetElapsedTime(began);
        return took > ordinary ? Promised * (took / ordinary) : Promised;
    }
}
