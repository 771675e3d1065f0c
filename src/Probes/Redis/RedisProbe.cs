using System.Net.Sockets;
using System.Security.Authentication;
using Bellwether.Probes.Dialing;

namespace Bellwether.Probes.Redis;

/// <summary>Asks a Redis for INFO: one connection for each look, gone when the look is over.</summary>
/// <remarks>Remembers since when the server runs. One look at a time.</remarks>
internal sealed class RedisProbe(RedisProbeOptions options, TimeProvider time, AddressGuard guard) : IProbe
{
    private readonly ServerStart _start = new();
    private (string Run, DateTimeOffset Since)? _running;

    public static IReadOnlyList<TargetedProbe> Make(RedisProbeOptions options, ProbeContext context) =>
    [
        new(options.Instance ?? $"{options.Host}:{options.Port}", null,
            new RedisProbe(options, context.Time, context.Guard)),
    ];

    public async ValueTask<Look> LookAsync(CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        var began = time.GetTimestamp();
        using var patience = new CancellationTokenSource(options.Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, patience.Token);
        try
        {
            return await AskAsync(either.Token, stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return Patience.GivenUp(options.Patience, time.GetElapsedTime(began));
        }
        catch (ResolverException e)
        {
            return Look.Missing("resolver", e.Message);
        }
        catch (AddressRefusedException e)
        {
            return Look.Missing("address-refused", e.Message);
        }
        catch (Exception e) when (e is IOException or SocketException or InvalidDataException
            or AuthenticationException)
        {
            stopping.ThrowIfCancellationRequested();
            return Of(e);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static Look Of(Exception exception) => exception switch
    {
        AuthorityException unread => Look.Missing("authority", unread.Message),
        AuthenticationException => Look.Bad("tls", "no secure connection could be made: its certificate is not"
            + " believed, or it speaks no TLS on this port"),
        SocketException socket => SocketTrouble.AsLook(socket.SocketErrorCode),
        { InnerException: SocketException socket } => SocketTrouble.AsLook(socket.SocketErrorCode),
        EndOfStreamException => Look.Bad("closed", "the connection was closed before the answer was whole"),
        InvalidDataException odd => Look.Bad("not-redis", $"what answered is no Redis: {odd.Message}"),
        _ => Look.Bad("failed", "the connection to Redis broke"),
    };

    private async ValueTask<Look> AskAsync(CancellationToken patience, CancellationToken stopping)
    {
        var addresses = await Dialer.ResolveAsync(options.Host, patience, stopping).ConfigureAwait(false);
        var start = time.GetTimestamp();
        var socket = await Dialer.ConnectAsync(addresses, options.Port, guard, patience).ConfigureAwait(false);
        var stream = await RedisLine.OpenAsync(socket, options, patience).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var reader = new RespReader(stream);
            if (options.Password is { } password)
            {
                string[] words = options.Username is { } user ? ["AUTH", user, password] : ["AUTH", password];
                await stream.WriteAsync(RespCommand.Of(words), patience).ConfigureAwait(false);
                if (await reader.ReadAsync(patience).ConfigureAwait(false) is { IsError: true } refused)
                    return RedisTrouble.AsLook(refused);
            }

            await stream.WriteAsync(RespCommand.Of("INFO"), patience).ConfigureAwait(false);
            var reply = await reader.ReadAsync(patience).ConfigureAwait(false);
            return reply.IsError ? RedisTrouble.AsLook(reply) : Read(reply.Text, time.GetElapsedTime(start));
        }
    }

    private Look Read(string text, TimeSpan took)
    {
        var info = RedisReport.Parse(text);
        if (!info.IsWhole) return Look.Bad("not-redis", "what answered INFO is no Redis");
        if (info.Text("loading") is "1") return RedisTrouble.AsLook(new(IsError: true, "LOADING"));
        var (run, since) = RunOf(info);
        // After a restart a cache is empty, and that is no finding.
        var readings = RedisReadings.Of(info, isWarm: time.GetUtcNow() - since >= options.Cold);
        // Behind one name there may be several servers, or another one since a failover.
        readings.Add(_start.Of(run, since.ToUnixTimeMilliseconds() / 1000.0));
        readings.Add(Reading.Latency("latency", took));
        return Look.Good(readings);
    }

    /// <summary>Which run of which server it is, and since when it runs by our clock.</summary>
    private (string Run, DateTimeOffset Since) RunOf(RedisReport info)
    {
        var run = info.Text("run_id") ?? "";
        var uptime = TimeSpan.FromSeconds(Math.Clamp(info.Number("uptime_in_seconds") ?? 0, 0, int.MaxValue));
        if (_running is not { } known || known.Run != run)
            _running = known = (run, time.GetUtcNow() - uptime);
        return known;
    }
}
