using Bellwether.Agent.Bus;
using Bellwether.Agent.Bus.Rabbit;
using Bellwether.Agent.Configuration.Plans;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bellwether.Integration.Tests.Bus;

/// <summary>The connection alone, with an ear of the test's own.</summary>
public sealed class GivenBackTests(BrokerFixture fixture) : IClassFixture<BrokerFixture>
{
    [Fact]
    public async Task A_message_that_could_not_be_made_durable_before_the_end_is_given_back_and_not_set_aside()
    {
        await using var peer = await BusPeer.ConnectAsync(fixture.Broker);
        var heard = new TaskCompletionSource();
        using var connection = new RabbitConnection(
            Plan("given-back"), new BusLimits(),
            async (_, ending) =>
            {
                heard.TrySetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ending);
                return new Heard(HeardKind.Taken);
            },
            NullLoggerFactory.Instance);
        connection.Begin(CancellationToken.None);
        await BusAgent.UntilAsync("connected", () => Task.FromResult(connection.Trouble is null));
        await peer.AnnounceAsync("one"u8.ToArray());
        await heard.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await connection.EndAsync(TimeSpan.FromSeconds(20), TimeProvider.System);
        var message = Assert.Single(await peer.TakeAsync("given-back", 1));
        Assert.Equal("one"u8.ToArray(), message.Body.ToArray());
    }

    private BusPlan Plan(string queue) => new()
    {
        Host = "127.0.0.1",
        Port = fixture.Broker.Port,
        VirtualHost = "/",
        Username = "guest",
        Password = "guest",
        Exchange = "bellwether.verdicts",
        Announcements = "bellwether.announcements",
        Queue = queue,
        Accept = [BusIntake.Announcements],
        Prefetch = 1,
        Timeout = TimeSpan.FromSeconds(5),
    };
}
