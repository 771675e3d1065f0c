using System.Net;
using System.Net.Sockets;
using Bellwether.Probes.Dialing;
using Bellwether.Tests;

namespace Bellwether.Probes.Tests.Dialing;

public sealed class DialerTests
{
    [Fact]
    public async Task A_resolver_that_is_too_slow_is_the_resolvers_trouble()
    {
        using var patience = new CancellationTokenSource();
        await patience.CancelAsync();
        await Assert.ThrowsAsync<ResolverException>(
            () => Dialer.ResolveAsync("nowhere.invalid", patience.Token, CancellationToken.None).AsTask());
    }

    [Fact]
    public async Task A_resolver_that_we_stop_ourselves_is_no_finding()
    {
        using var stopping = new CancellationTokenSource();
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Dialer.ResolveAsync("nowhere.invalid", stopping.Token, stopping.Token).AsTask());
    }

    [Fact]
    public async Task The_next_address_is_tried_where_one_refuses()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        IPAddress[] addresses = [IPAddress.Parse("127.0.0.2"), IPAddress.Loopback];
        using var socket = await Dialer.ConnectAsync(
            addresses, port, AddressGuard.Standard, CancellationToken.None);
        Assert.Equal(IPAddress.Loopback, ((IPEndPoint)socket.RemoteEndPoint!).Address);
    }

    [Fact]
    public async Task An_address_that_does_not_answer_leaves_time_for_the_next()
    {
        using var live = new TcpListener(IPAddress.Loopback, 0);
        live.Start();
        var port = ((IPEndPoint)live.LocalEndpoint).Port;
        using var dead = new FullListener(new(IPAddress.Parse("127.0.0.2"), port));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        using var socket = await Dialer.ConnectAsync(
            [IPAddress.Parse("127.0.0.2"), IPAddress.Loopback], port, AddressGuard.Standard, patience.Token);
        Assert.Equal(IPAddress.Loopback, ((IPEndPoint)socket.RemoteEndPoint!).Address);
    }

    [Fact]
    public async Task A_slow_address_is_not_given_up_for_the_next()
    {
        using var live = new TcpListener(IPAddress.Loopback, 0);
        live.Start();
        var port = ((IPEndPoint)live.LocalEndpoint).Port;
        using var dead = new FullListener(new(IPAddress.Parse("127.0.0.2"), port));
        var time = new FakeTimeProvider();
        var slow = new TaskCompletionSource();
        var connecting = Dialer.RaceAsync(
            [new(IPAddress.Loopback, port), new(IPAddress.Parse("127.0.0.2"), port)],
            async (end, cancel) =>
            {
                if (end.Address.Equals(IPAddress.Loopback)) await slow.Task;
                return await Dialer.ConnectAsync(end, cancel);
            },
            time, CancellationToken.None);
        time.Advance(Dialer.HeadStart);
        slow.SetResult();
        using var socket = await connecting;
        Assert.Equal(IPAddress.Loopback, ((IPEndPoint)socket.RemoteEndPoint!).Address);
    }

    [Fact]
    public async Task Addresses_that_never_answer_end_with_our_patience()
    {
        using var dead = new FullListener(new(IPAddress.Loopback, 0));
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Dialer.ConnectAsync(
            [IPAddress.Loopback, IPAddress.Loopback], dead.Port, AddressGuard.Standard, patience.Token).AsTask());
    }

    [Theory]
    [InlineData(SocketError.ConnectionRefused, Reachability.Bad, "refused")]
    [InlineData(SocketError.ConnectionReset, Reachability.Bad, "reset")]
    [InlineData(SocketError.ConnectionAborted, Reachability.Bad, "reset")]
    [InlineData(SocketError.TimedOut, Reachability.Bad, "timeout")]
    [InlineData(SocketError.HostUnreachable, Reachability.Bad, "unreachable")]
    [InlineData(SocketError.ProtocolNotSupported, Reachability.Bad, "failed")]
    [InlineData(SocketError.TooManyOpenSockets, Reachability.Missing, "no-socket")]
    [InlineData(SocketError.AddressNotAvailable, Reachability.Missing, "no-socket")]
    [InlineData(SocketError.NetworkUnreachable, Reachability.Missing, "no-socket")]
    [InlineData(SocketError.AccessDenied, Reachability.Missing, "no-socket")]
    public void An_error_is_the_targets_or_our_own(SocketError error, Reachability reachability, string reason)
    {
        var look = SocketTrouble.AsLook(error);
        Assert.Equal((reachability, reason), (look.Reachability, look.Reason));
    }
}
