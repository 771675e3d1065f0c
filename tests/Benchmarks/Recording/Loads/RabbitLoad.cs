using System.Collections.Concurrent;
using System.Net.Sockets;
using Bellwether.Testing.Kill;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Bellwether.Benchmarks.Recording.Loads;

/// <summary>One request is a message that is sent, confirmed, and another that is taken.</summary>
internal sealed class RabbitLoad(int port, Dice dice, TimeProvider time) : IAsyncDisposable
{
    private const string Queue = "orders";
    private const int Channels = 4, LeastBytes = 200, MostBytes = 4000;

    private static readonly TimeSpan
        s_patience = TimeSpan.FromSeconds(3), s_connectPatience = TimeSpan.FromSeconds(2),
        s_between = TimeSpan.FromMilliseconds(250);

    private readonly SemaphoreSlim _turns = new(Channels), _connecting = new(1);
    private readonly ConcurrentBag<IChannel> _idle = [];
    private IConnection? _connection;
    private long? _failedAt;

    public async Task<Answer> MakeAsync()
    {
        using var patience = new CancellationTokenSource(s_patience, time);
        var waited = false;
        try
        {
            await _turns.WaitAsync(patience.Token);
            waited = true;
            if (await ChannelAsync(patience.Token) is not { } channel) return Answer.None;
            var answer = await TalkAsync(channel, patience.Token);
            _idle.Add(channel);
            return answer;
        }
        catch (Exception e) when (IsAway(e))
        {
            return Answer.None;
        }
        finally
        {
            if (waited) _turns.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null) await _connection.DisposeAsync();
        _turns.Dispose();
        _connecting.Dispose();
    }

    /// <remarks>About one in 600 goes to a queue that does not exist, and comes back.</remarks>
    private async Task<Answer> TalkAsync(IChannel channel, CancellationToken stopping)
    {
        var body = new byte[LeastBytes + dice.Below(MostBytes - LeastBytes)];
        var properties = new BasicProperties { Persistent = dice.Share() < 0.3 };
        var queue = dice.Share() < 0.0016 ? "nowhere" : Queue;
        try
        {
            await channel.BasicPublishAsync("", queue, mandatory: true, properties, body, stopping);
        }
        catch (PublishException)
        {
            return Answer.Failed;
        }

        _ = await channel.BasicGetAsync(Queue, autoAck: true, stopping);
        return Answer.Good;
    }

    private async Task<IChannel?> ChannelAsync(CancellationToken stopping)
    {
        while (_idle.TryTake(out var idle))
        {
            if (idle.IsOpen) return idle;
            await idle.DisposeAsync();
        }

        if (await ConnectionAsync(stopping) is not { } connection) return null;
        var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(
                publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), stopping);
        await channel.QueueDeclareAsync(
            Queue, durable: true, exclusive: false, autoDelete: false, cancellationToken: stopping);
        return channel;
    }

    /// <summary>Null while the broker is away: it is asked again four times a second, not for each request.</summary>
    private async Task<IConnection?> ConnectionAsync(CancellationToken stopping)
    {
        await _connecting.WaitAsync(stopping);
        try
        {
            if (_connection is { IsOpen: true }) return _connection;
            if (_failedAt is { } failed && time.GetElapsedTime(failed) < s_between) return null;
            if (_connection is not null) await _connection.DisposeAsync();
            _connection = null;
            _failedAt = time.GetTimestamp();
            var factory = new ConnectionFactory
            {
                HostName = "127.0.0.1",
                Port = port,
                AutomaticRecoveryEnabled = false,
                RequestedConnectionTimeout = s_connectPatience,
                HandshakeContinuationTimeout = s_connectPatience,
            };
            return _connection = await factory.CreateConnectionAsync(stopping);
        }
        finally
        {
            _connecting.Release();
        }
    }

    private static bool IsAway(Exception e) => e is RabbitMQClientException or IOException or SocketException
        or TimeoutException or OperationCanceledException or ObjectDisposedException;
}
