using System.Text;

namespace Bellwether.Integration.Tests.Bus;

/// <summary>What an agent hears on a real broker.</summary>
public sealed class AnnouncementsInTests(BrokerFixture fixture) : IClassFixture<BrokerFixture>
{
    [Fact]
    public async Task What_cannot_be_read_or_is_refused_is_set_aside_with_its_reason_and_the_next_is_taken()
    {
        await using var peer = await BusPeer.ConnectAsync(fixture.Broker);
        await using var agent = await BusAgent.StartAsync(fixture.Broker, id: "aside");
        await agent.UntilConnectedAsync();
        byte[][] bad =
        [
            "rubbish"u8.ToArray(), [], "{}"u8.ToArray(), "\xFF\xFE"u8.ToArray(),
            BusAgent.Event("deployment-started", "1", Start("NOT AN ID")),
            BusAgent.Event("deployment-started", "2", """{"deploymentId":"x"}"""),
            BusAgent.Event("verdict-issued", "3", "{}"),
            Encoding.UTF8.GetBytes($$"""{"specversion":"1.0","id":"{{new string('x', 70_000)}}"}"""),
        ];
        foreach (var body in bad) await peer.AnnounceAsync(body, body.Length % 2 == 0 ? "!! no; type" : null);
        await peer.AnnounceAsync(BusAgent.Event("deployment-started", "4", Start("aside-1")));
        await agent.UntilStateAsync("aside-1", "announced");

        var aside = await peer.TakeAsync("bellwether.announcements.test.aside_error", bad.Length);
        Assert.Equal(bad, aside.Select(message => message.Body.ToArray()));
        var reasons = aside.Select(
            message => Encoding.UTF8.GetString((byte[])message.BasicProperties.Headers!["bellwether-reason"]!));
        Assert.All(reasons, reason => Assert.InRange(reason.Length, 10, 500));
        Assert.Contains("deploymentId must match", reasons.ElementAt(4), StringComparison.Ordinal);
        Assert.Contains("no message of this type", reasons.ElementAt(6), StringComparison.Ordinal);
        Assert.Equal("8", await agent.MetricAsync("bellwether_bus_messages_total{outcome=\"set-aside\"}"));
    }

    [Fact]
    public async Task Every_agent_of_a_broker_hears_what_concerns_it_and_acknowledges_the_rest()
    {
        await using var peer = await BusPeer.ConnectAsync(fixture.Broker);
        await using var one = await BusAgent.StartAsync(fixture.Broker, id: "one", service: "first");
        await using var two = await BusAgent.StartAsync(fixture.Broker, id: "two", service: "second");
        await one.UntilConnectedAsync();
        await two.UntilConnectedAsync();
        await peer.AnnounceAsync(BusAgent.Event("deployment-started", "5", Start("for-one", "first")));
        await peer.AnnounceAsync(BusAgent.Event("deployment-started", "6", Start("for-two", "second")));
        await peer.AnnounceAsync(BusAgent.Event("deployment-cancelled", "7", """{"deploymentId":"for-two"}"""));
        await one.UntilStateAsync("for-one", "announced");
        await two.UntilStateAsync("for-two", "closed");
        Assert.Null(await one.StateAsync("for-two"));
        await BusAgent.UntilAsync("both queues are empty", async () =>
            await one.MetricAsync("bellwether_bus_messages_total{outcome=\"not-ours\"}") == "2"
            && await two.MetricAsync("bellwether_bus_messages_total{outcome=\"not-ours\"}") == "1");
    }

    [Fact]
    public async Task What_was_announced_while_the_agent_was_away_is_heard_in_order_and_twice_is_once()
    {
        await using var peer = await BusPeer.ConnectAsync(fixture.Broker);
        await using var agent = await BusAgent.StartAsync(fixture.Broker, id: "away", service: "away");
        await agent.UntilConnectedAsync();
        await agent.EndAsync();
        const int Count = 60;
        for (var i = 0; i < Count; i++)
        {
            // Each start but the last is ended by its own cancellation: out of order one of the two would be refused.
            var start = BusAgent.Event("deployment-started", $"s{i}", Start($"away-{i}", "away"));
            await peer.AnnounceAsync(start);
            await peer.AnnounceAsync(start);
            await peer.AnnounceAsync(BusAgent.Event(
                "deployment-cancelled", $"c{i}", $$"""{"deploymentId":"away-{{i}}"}"""));
        }

        await agent.BeginAsync();
        await agent.UntilStateAsync($"away-{Count - 1}", "closed");
        for (var i = 0; i < Count; i++) Assert.Equal("closed", await agent.StateAsync($"away-{i}"));
        await BusAgent.UntilAsync("all are counted", async () =>
            await agent.MetricAsync("bellwether_bus_messages_total{outcome=\"taken\"}") == $"{2 * Count}");
        Assert.Equal($"{Count}", await agent.MetricAsync("bellwether_bus_messages_total{outcome=\"known\"}"));
    }

    [Fact]
    public async Task An_act_of_a_person_is_refused_unless_the_agent_says_that_it_accepts_it()
    {
        await using var peer = await BusPeer.ConnectAsync(fixture.Broker);
        await using var strict = await BusAgent.StartAsync(fixture.Broker, id: "strict", service: "strict");
        await using var open = await BusAgent.StartAsync(
            fixture.Broker, id: "open", service: "open", bus: ", accept: [announcements, overrides]");
        await strict.UntilConnectedAsync();
        await open.UntilConnectedAsync();
        foreach (var service in new[] { "strict", "open" })
        {
            await peer.AnnounceAsync(BusAgent.Event("deployment-started", service, Start($"{service}-1", service)));
            await peer.AnnounceAsync(BusAgent.Event("verdict-overridden", $"{service}-o",
                $$"""{"deploymentId":"{{service}}-1","decision":"promote","reason":"seen","actor":"ada"}"""));
        }

        await open.UntilStateAsync("open-1", "closed");
        var aside = await peer.TakeAsync("bellwether.announcements.test.strict_error", 1);
        Assert.Contains("strict-1", Encoding.UTF8.GetString(aside[0].Body.Span), StringComparison.Ordinal);
        Assert.Equal("announced", await strict.StateAsync("strict-1"));
    }

    private static string Start(string id, string service = "shop") =>
        $$"""{"deploymentId":"{{id}}","service":"{{service}}","environment":"test","version":"2"}""";
}
