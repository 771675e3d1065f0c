using System.Net;
using System.Net.Sockets;

namespace Bellwether.Probes.Dialing;

/// <summary>Opens TCP connections in two steps, so that our resolver's trouble is never taken for the
/// target's.</summary>
internal static class Dialer
{
    /// <summary>Addresses tried for one connection: enough for both families of a few hosts, bounded all the
    /// same.</summary>
    public const int MostAddresses = 8;

    /// <summary>The addresses of a host, in the resolver's order; never empty, at most
    /// <see cref="MostAddresses"/>.</summary>
    /// <exception cref="ResolverException">No address was had, or not before <paramref name="patience"/>
    /// ended.</exception>
    /// <exception cref="OperationCanceledException">Only when <paramref name="stopping"/> was cancelled.</exception>
    public static async ValueTask<IReadOnlyList<IPAddress>> ResolveAsync(
        string host, CancellationToken patience, CancellationToken stopping)
    {
        if (IPAddress.TryParse(host, out var literal))
            return [literal];
        try
        {
            // The resolver of the system is blocking code that hears no token: the wait ends, the call ends later by
            // itself.
            var found = await System.Net.Dns.GetHostAddressesAsync(host, patience).WaitAsync(patience)
                .ConfigureAwait(false);
            return found.Length > 0 ? found[..Math.Min(found.Length, MostAddresses)]
                : throw new SocketException((int)SocketError.HostNotFound);
        }
        catch (OperationCanceledException e) when (!stopping.IsCancellationRequested)
        {
            throw new ResolverException($"the resolver gave no answer for {host} in time", e);
        }
        catch (SocketException e)
        {
            stopping.ThrowIfCancellationRequested();
            throw new ResolverException($"the resolver has no address for {host}: {e.SocketErrorCode}", e);
        }
    }

    /// <summary>A connection to the first address that takes it; the caller disposes it.</summary>
    /// <exception cref="SocketException">None took it. Where the addresses failed in different ways, what the target
    /// did
    /// (refused) goes before what our own host did (no route).</exception>
    /// <exception cref="AddressRefusedException">The guard lets nobody connect to any of them.</exception>
    public static async ValueTask<Socket> ConnectAsync(
        IReadOnlyList<IPAddress> addresses, int port, AddressGuard guard, CancellationToken cancel)
    {
        SocketException? failure = null;
        string? refusal = null;
        foreach (var address in addresses.Take(MostAddresses))
        {
            if (guard.Refusal(address) is { } why)
            {
                refusal ??= why;
                continue;
            }

            try
            {
                return await ConnectAsync(new IPEndPoint(address, port), cancel).ConfigureAwait(false);
            }
            catch (SocketException e)
            {
                failure = failure is null || SocketTrouble.IsOurs(failure.SocketErrorCode) ? e : failure;
            }
        }

        if (failure is null && refusal is not null) throw new AddressRefusedException(refusal);
        throw failure ?? new SocketException((int)SocketError.HostNotFound);
    }

    private static async ValueTask<Socket> ConnectAsync(IPEndPoint end, CancellationToken cancel)
    {
        var socket = new Socket(end.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(end, cancel).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
