using System.Net;
using System.Net.Sockets;
using Bellwether.Probes.Dialing;

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
