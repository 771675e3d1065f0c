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

    /// <summary>How long an address is waited for before the next is tried beside it: RFC 8305, section 5. One that
    /// lies behind a black hole would else use up the whole patience.</summary>
    public static readonly TimeSpan HeadStart = TimeSpan.FromMilliseconds(250);

    /// <summary>A connection to the first address that takes it; the caller disposes it. The addresses are tried in
    /// their order, each as soon as the one before has failed, or been silent for <see cref="HeadStart"/>.</summary>
    /// <exception cref="SocketException">None took it. Where the addresses failed in different ways, what the target
    /// did
    /// (refused) goes before what our own host did (no route).</exception>
    /// <exception cref="AddressRefusedException">The guard lets nobody connect to any of them.</exception>
    public static async ValueTask<Socket> ConnectAsync(
        IReadOnlyList<IPAddress> addresses, int port, AddressGuard guard, CancellationToken cancel)
    {
        string? refusal = null;
        List<IPEndPoint> ends = [];
        foreach (var address in addresses.Take(MostAddresses))
            if (guard.Refusal(address) is { } why) refusal ??= why;
            else ends.Add(new(address, port));
        if (ends.Count == 0 && refusal is not null) throw new AddressRefusedException(refusal);
        return await RaceAsync(ends, ConnectAsync, TimeProvider.System, cancel).ConfigureAwait(false);
    }

    /// <summary>The first connection that is made; the others are given up.</summary>
    internal static async Task<Socket> RaceAsync(
        IReadOnlyList<IPEndPoint> ends, Func<IPEndPoint, CancellationToken, Task<Socket>> connect, TimeProvider time,
        CancellationToken cancel)
    {
        SocketException? failure = null;
        List<Task<Socket>> trying = [];
        using var racing = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        try
        {
            for (var next = 0; next < ends.Count || trying.Count > 0;)
            {
                if (next < ends.Count) trying.Add(connect(ends[next++], racing.Token));
                if (await FirstAsync(trying, next < ends.Count, time, cancel).ConfigureAwait(false) is not { } ended)
                    continue;
                trying.Remove(ended);
                try
                {
                    return await ended.ConfigureAwait(false);
                }
                catch (SocketException e)
                {
                    failure = failure is null || SocketTrouble.IsOurs(failure.SocketErrorCode) ? e : failure;
                }
            }
        }
        finally
        {
            await racing.CancelAsync().ConfigureAwait(false);
            foreach (var left in trying) await GiveUpAsync(left).ConfigureAwait(false);
        }

        throw failure ?? new SocketException((int)SocketError.HostNotFound);
    }

    internal static async Task<Socket> ConnectAsync(IPEndPoint end, CancellationToken cancel)
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

    /// <summary>Which ended first; null where it is the next one's turn before any did.</summary>
    private static async Task<Task<Socket>?> FirstAsync(
        List<Task<Socket>> trying, bool hasNext, TimeProvider time, CancellationToken cancel)
    {
        if (!hasNext) return await Task.WhenAny(trying).ConfigureAwait(false);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var turn = Task.Delay(HeadStart, time, ended.Token);
        var first = await Task.WhenAny([.. trying, turn]).ConfigureAwait(false);
        await ended.CancelAsync().ConfigureAwait(false);
        cancel.ThrowIfCancellationRequested();
        return first as Task<Socket>;
    }

    private static async Task GiveUpAsync(Task<Socket> left)
    {
        try
        {
            (await left.ConfigureAwait(false)).Dispose();
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            // Another one was faster, or nobody waits any more: how this one ended is no finding.
        }
    }
}
