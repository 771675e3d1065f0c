using Bellwether.Integration.Tests.Servers;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Bellwether.Integration.Tests.Databases;

/// <summary>The RabbitMQ of a shop: a queue of orders, and a user that may look.</summary>
public sealed class ShopBroker : IAsyncLifetime
{
    public const string Password = "right-5ecret";

    internal ManagedRabbitMq Server { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Server = await ManagedRabbitMq.StartAsync();
        await Server.PutAsync("users/watcher", $$"""{"password":"{{Password}}","tags":"monitoring"}""");
        await Server.PutAsync("permissions/%2F/watcher", """{"configure":"^$","write":"^$","read":"^$"}""");
        await Server.PutAsync("users/blind", $$"""{"password":"{{Password}}","tags":"monitoring"}""");
        await Server.PutAsync("users/nobody", $$"""{"password":"{{Password}}","tags":""}""");
        await Server.PutAsync("queues/%2F/orders", """{"durable":true}""");
    }

    public async Task DisposeAsync() => await Server.DisposeAsync();

    /// <summary>The application's connection, for the caller to dispose.</summary>
    internal async Task<Worker> WorkAsync()
    {
        var factory = new ConnectionFactory { Uri = Server.Address, AutomaticRecoveryEnabled = false };
        var connection = await factory.CreateConnectionAsync();
        var channel = await connection.CreateChannelAsync();
        await channel.BasicQosAsync(0, 100, global: false);
        return new(connection, channel);
    }

    /// <summary>Options of the probe.</summary>
    internal string Options(string user = "watcher", string more = "{ name: orders }") =>
        $"rabbitmq: {{ url: \"{Server.Url}\", username: {user}, password: \"${{file:secret}}\", timeout: 9s, "
        + $"queues: [ {more} ] }}";

    internal sealed class Worker(IConnection connection, IChannel channel) : IAsyncDisposable
    {
        /// <summary>Takes orders, and acknowledges each at once, or refuses it once before.</summary>
        public async Task ConsumeAsync()
        {
            var consumer = new AsyncEventingBasicConsumer(channel);
            consumer.ReceivedAsync += async (_, got) =>
            {
                if (RefusesFirst && !got.Redelivered)
                    await channel.BasicNackAsync(got.DeliveryTag, multiple: false, requeue: true);
                else await channel.BasicAckAsync(got.DeliveryTag, multiple: false);
            };
            await channel.BasicConsumeAsync("orders", autoAck: false, consumer);
        }

        public bool RefusesFirst { get; set; }

        public async Task PublishAsync(int count)
        {
            for (var i = 0; i < count; i++)
                await channel.BasicPublishAsync("", "orders", new ReadOnlyMemory<byte>([1]));
        }

        public async ValueTask DisposeAsync()
        {
            await channel.DisposeAsync();
            await connection.DisposeAsync();
        }
    }
}
