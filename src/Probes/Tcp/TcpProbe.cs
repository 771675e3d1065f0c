using System.Net.Sockets;
using Bellwether.Probes.Dialing;

namespace Bellwether.Probes.Tcp;

/// <summary>Opens one connection and closes it again: does anybody listen, and how soon do they take it.</summary>
internal sealed class TcpProbe(TcpProbeOptions options, TimeProvider time, AddressGuard guard) : IProbe
{
    public static IReadOnlyList<TargetedProbe> Make(TcpProbeOptions options, ProbeContext context) =>
    [
        new(options.Instance ?? $"{options.Host}:{options.Port}", options.Group,
            new TcpProbe(options, context.Time, context.Guard)),
    ];

    public async ValueTask<Look> LookAsync(CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        var began = time.GetTimestamp();
        using var patience = new CancellationTokenSource(options.Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, patience.Token);
        try
        {
            var addresses = await Dialer.ResolveAsync(options.Host, either.Token, stopping).ConfigureAwait(false);
            var start = time.GetTimestamp();
            using var socket = await Dialer.ConnectAsync(addresses, options.Port, guard, either.Token)
                .ConfigureAwait(false);
            return Look.Good(Reading.Latency("connect", time.GetElapsedTime(start)));
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
        catch (SocketException e)
        {
            stopping.ThrowIfCancellationRequested();
            return SocketTrouble.AsLook(e.SocketErrorCode);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
