using System.Net;
using System.Net.Sockets;
using Bellwether.Testing.Egress;

namespace Bellwether.Integration.Tests.Bus;

/// <summary>A broker that is not there, goes, and comes; and an agent that talks to nobody else.</summary>
public sealed class BrokerAwayTests
{
    [Fact]
    public async Task Without_its_broker_the_agent_starts_and_judges_and_what_it_said_arrives_when_the_broker_comes()
    {
        await using var broker = new Broker();
        await using var agent = await BusAgent.StartAsync(broker);
        await agent.StartDeploymentAsync("early-1");
        await agent.UntilAwayAsync();
        await agent.CancelAsync("early-1");
        Assert.Equal("closed", await agent.StateAsync("early-1"));
        var ended = await agent.EndAsync();
        Assert.True(ended < TimeSpan.FromSeconds(4), $"ended after {ended}");
        await agent.BeginAsync();

        await broker.StartAsync();
        await using var peer = await BusPeer.ConnectAsync(broker);
        await peer.BindAsync("early", "test.shop.*");
        await agent.UntilConnectedAsync();
        Assert.Equal("test.shop.inconclusive", (await peer.TakeAsync("early", 1))[0].RoutingKey);
    }

    [Fact]
    public async Task A_broker_that_is_killed_in_mid_watch_and_comes_back_costs_no_verdict_and_no_announcement()
    {
        await using var broker = await Broker.StartedAsync();
        await using var agent = await BusAgent.StartAsync(broker);
        await agent.UntilConnectedAsync();
        await using (var peer = await BusPeer.ConnectAsync(broker))
        {
            await peer.BindAsync("kept", "test.shop.*");
            await peer.AnnounceAsync(BusAgent.Event("deployment-started", "1",
                """{"deploymentId":"mid-1","service":"shop","environment":"test","version":"2"}"""));
            await agent.UntilStateAsync("mid-1", "announced");
        }

        await broker.KillAsync();
        await agent.UntilAwayAsync();
        await agent.CancelAsync("mid-1");
        for (var i = 2; i <= 5; i++)
        {
            await agent.StartDeploymentAsync($"mid-{i}");
            await agent.CancelAsync($"mid-{i}");
        }

        await broker.StartAsync();
        await agent.UntilConnectedAsync();
        await using var again = await BusPeer.ConnectAsync(broker);
        var arrived = await again.TakeAsync("kept", 5);
        Assert.Equal(5, arrived.Select(m => m.BasicProperties.MessageId).Distinct().Count());
        await again.AnnounceAsync(BusAgent.Event("deployment-started", "2",
            """{"deploymentId":"mid-6","service":"shop","environment":"test","version":"2"}"""));
        await agent.UntilStateAsync("mid-6", "announced");
    }

    [Fact]
    public async Task The_agent_is_connected_to_nothing_but_what_is_configured()
    {
        await using var broker = await Broker.StartedAsync();
        using var page = new TcpListener(IPAddress.Loopback, 0);
        page.Start();
        var target = (IPEndPoint)page.LocalEndpoint;
        await using var agent = await BusAgent.StartAsync(broker, target: new Uri($"http://{target}/"));
        var watch = new EgressWatch();
        var watching = watch.WatchAsync(agent.Process.ProcessId, TimeSpan.FromSeconds(60), TimeProvider.System);
        await agent.UntilConnectedAsync();
        await agent.StartDeploymentAsync("quiet-1");
        await agent.CancelAsync("quiet-1");
        await watching;
        Assert.InRange(watch.Looks, 200, int.MaxValue);
        Assert.Equal(
            new[] { new IPEndPoint(IPAddress.Loopback, broker.Port), target }.ToHashSet(),
            watch.Seen.Keys.ToHashSet());
    }

    [Fact]
    public async Task A_connection_to_somebody_else_would_be_seen()
    {
        using var stranger = new TcpListener(IPAddress.Loopback, 0);
        stranger.Start();
        using var client = new TcpClient();
        await client.ConnectAsync((IPEndPoint)stranger.LocalEndpoint);
        Assert.Contains((IPEndPoint)stranger.LocalEndpoint, OpenConnections.Of(Environment.ProcessId));
    }
}
