using System.Text.Json;
using Bellwether.Agent.Journal;
using Bellwether.Integration.Tests.Shop;

namespace Bellwether.Integration.Tests.Bus;

/// <summary>What an agent says on a real broker.</summary>
public sealed class VerdictsOutTests(BrokerFixture fixture) : IClassFixture<BrokerFixture>
{
    [Fact]
    public async Task Every_outgoing_record_arrives_in_order_byte_for_byte_as_it_lies_in_the_journal()
    {
        await using var peer = await BusPeer.ConnectAsync(fixture.Broker);
        await peer.BindAsync("bytes", "test.bytes.#");
        await using var agent = await BusAgent.StartAsync(fixture.Broker, id: "bytes-1", service: "bytes");
        await agent.StartDeploymentAsync("b-1", "bytes");
        await agent.Process.PostAsync("/v1/deployments/b-1/hold", """{"reason":"wait — für mich","actor":"ada"}""");
        await agent.Process.PostAsync("/v1/deployments/b-1/release", """{"reason":"go","actor":"ada"}""");
        await agent.CancelAsync("b-1");
        await agent.Process.PostAsync(
            "/v1/deployments/b-1/feedback", """{"kind":"false-alarm","reason":"no","actor":"ada"}""");
        var arrived = await peer.TakeAsync("bytes", 4);
        Assert.Equal(
            ["test.bytes.hold", "test.bytes.release", "test.bytes.inconclusive", "test.bytes.feedback"],
            arrived.Select(message => message.RoutingKey));
        Assert.All(arrived, message =>
        {
            Assert.Equal("application/cloudevents+json", message.BasicProperties.ContentType);
            Assert.True(message.BasicProperties.Persistent);
        });

        await agent.EndAsync();
        var journaled = JournalFolder.Without(agent.StateFolder).Where(record => record.Entry.Outgoing).ToList();
        Assert.Equal(journaled.Select(r => r.Entry.Body.ToArray()), arrived.Select(m => m.Body.ToArray()));
        Assert.Equal(journaled.Select(r => r.Entry.Kind), arrived.Select(m => m.BasicProperties.Type));
    }

    [Fact]
    public async Task A_client_in_python_announces_a_deployment_and_receives_its_verdict()
    {
        await using var shop = await ShopProcess.ServeAsync();
        await using var agent = await BusAgent.StartAsync(
            fixture.Broker, id: "python-1", service: "python", target: shop.Url);
        await agent.UntilConnectedAsync();
        // The version that is brought does not answer: what ran before is gone, and nothing comes.
        var (code, output, errors) = await PythonClient.RunAsync(
            fixture.Broker, "deploy", "--service", "python", "--environment", "test", "--version", "2",
            "--deployment", "py-1", "--timeout", "90", "--", "kill", $"{shop.ProcessId}");
        Assert.True(code == 10, $"exit {code}: {output}{errors}");
        using var verdict = JsonDocument.Parse(output);
        var said = verdict.RootElement.GetProperty("data");
        Assert.Equal("rollback", said.GetProperty("decision").GetString());
        Assert.Equal("py-1:python-1:watch:0:1", said.GetProperty("verdictId").GetString());
    }

    [Fact]
    public async Task A_client_in_python_calls_a_deployment_off_whose_command_failed()
    {
        await using var agent = await BusAgent.StartAsync(fixture.Broker, id: "python-2", service: "called-off");
        await agent.UntilConnectedAsync();
        var (code, _, errors) = await PythonClient.RunAsync(
            fixture.Broker, "deploy", "--service", "called-off", "--environment", "test", "--version", "2",
            "--deployment", "py-2", "--timeout", "60", "--", "sh", "-c", "exit 10");
        Assert.True(code == 1, $"exit {code}: {errors}");
        await agent.UntilStateAsync("py-2", "closed");
    }

    [Fact]
    public async Task An_agent_that_takes_nothing_still_publishes_and_has_no_queue()
    {
        await using var peer = await BusPeer.ConnectAsync(fixture.Broker);
        await peer.BindAsync("mute", "test.mute.*");
        await using var agent = await BusAgent.StartAsync(
            fixture.Broker, id: "mute-1", service: "mute", bus: ", accept: []");
        await agent.UntilConnectedAsync();
        await agent.StartDeploymentAsync("m-1", "mute");
        await agent.CancelAsync("m-1");
        Assert.Equal("test.mute.inconclusive", (await peer.TakeAsync("mute", 1))[0].RoutingKey);
        await Assert.ThrowsAnyAsync<Exception>(() => peer.CountAsync("bellwether.announcements.test.mute-1"));
    }
}
