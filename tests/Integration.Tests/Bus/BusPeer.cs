using RabbitMQ.Client;

namespace Bellwether.Integration.Tests.Bus;

/// <summary>A plain client of the broker, without the agent's library: what it gets is what is on the wire.</summary>
internal sealed class BusPeer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60), Beat = TimeSpan.FromMilliseconds(20);

    private readonly IConnection _connection;
    private readonly IChannel _channel;

    private BusPeer(IConnection connection, IChannel channel) => (_connection, _channel) = (connection, channel);

    public static async Task<BusPeer> ConnectAsync(Broker broker)
    {
        var connection = await new ConnectionFactory { Uri = new Uri(broker.Address) }.CreateConnectionAsync();
        var confirmed = new CreateChannelOptions(
            publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);
        var channel = await connection.CreateChannelAsync(confirmed);
        foreach (var exchange in new[] { "bellwether.verdicts", "bellwether.announcements" })
            await channel.ExchangeDeclareAsync(exchange, "topic", durable: true);
        return new(connection, channel);
    }

    /// <summary>Binds a durable queue of its own to the verdicts; from then on nothing is missed.</summary>
    public async Task BindAsync(string queue, string key)
    {
        await _channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false);
        await _channel.QueueBindAsync(queue, "bellwether.verdicts", key);
    }

    public async Task AnnounceAsync(byte[] body, string? contentType = "application/cloudevents+json") =>
        await _channel.BasicPublishAsync("bellwether.announcements", "test.shop", mandatory: true,
            new BasicProperties { ContentType = contentType, Persistent = true }, body);

    /// <summary>So many messages of a queue, in order; fails where they do not come.</summary>
    public async Task<IReadOnlyList<BasicGetResult>> TakeAsync(string queue, int count)
    {
        var began = TimeProvider.System.GetTimestamp();
        var taken = new List<BasicGetResult>();
        while (taken.Count < count)
        {
            if (await MayGetAsync(queue) is { } message) taken.Add(message);
            else await Task.Delay(Beat, TimeProvider.System);
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience,
                $"{taken.Count} of {count} messages came to {queue}");
        }

        return taken;
    }

    /// <summary>Messages that wait in a queue and are with nobody.</summary>
    public async Task<uint> CountAsync(string queue) => await _channel.MessageCountAsync(queue);

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private async Task<BasicGetResult?> MayGetAsync(string queue)
    {
        // A queue that is made with its first message may not be there yet, and asking for it would cost the channel.
        await using var probe = await _connection.CreateChannelAsync();
        try
        {
            return await probe.BasicGetAsync(queue, autoAck: true);
        }
        catch (RabbitMQ.Client.Exceptions.OperationInterruptedException)
        {
            return null;
        }
    }
}
