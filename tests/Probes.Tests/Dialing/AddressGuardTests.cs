using System.Net;
using System.Net.Sockets;
using Bellwether.Probes.Dialing;
using Bellwether.Probes.Http;
using Bellwether.Probes.Scrape;
using Bellwether.Probes.Tcp;

namespace Bellwether.Probes.Tests.Dialing;

public sealed class AddressGuardTests
{
    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("169.254.0.1")]
    [InlineData("169.254.170.2")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::ffff:a9fe:a9fe")]
    [InlineData("::ffff:0:169.254.169.254")]
    [InlineData("::169.254.169.254")]
    [InlineData("64:ff9b::169.254.169.254")]
    [InlineData("64:ff9b:1::169.254.169.254")]
    [InlineData("2002:a9fe:a9fe::1")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%3")]
    [InlineData("febf::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fd20:ce::254")]
    [InlineData("100.100.100.200")]
    [InlineData("::ffff:100.100.100.200")]
    [InlineData("168.63.129.16")]
    [InlineData("192.0.0.192")]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("::ffff:0.0.0.0")]
    public void Link_local_and_metadata_addresses_are_refused_in_every_form(string address) =>
        Assert.Contains("reach.allow", AddressGuard.Standard.Refusal(IPAddress.Parse(address)),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("10.0.0.1")]
    [InlineData("192.168.1.1")]
    [InlineData("169.253.255.255")]
    [InlineData("169.255.0.1")]
    [InlineData("100.100.100.201")]
    [InlineData("fec0::1")]
    [InlineData("fd00::1")]
    [InlineData("2001:db8::1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("8.8.8.8")]
    public void Ordinary_addresses_are_not(string address) =>
        Assert.Null(AddressGuard.Standard.Refusal(IPAddress.Parse(address)));

    [Theory]
    [InlineData("169.254.169.254/32", "169.254.169.254", true)]
    [InlineData("169.254.169.254/32", "::ffff:169.254.169.254", true)]
    [InlineData("169.254.169.254/32", "169.254.169.253", false)]
    [InlineData("169.254.0.0/16", "169.254.170.2", true)]
    [InlineData("fe80::/10", "fe80::1%3", true)]
    public void What_was_named_is_let_through(string range, string address, bool passes) => Assert.Equal(
        passes, new AddressGuard([IPNetwork.Parse(range)]).Refusal(IPAddress.Parse(address)) is null);

    [Fact]
    public async Task A_name_that_leads_there_is_refused_before_any_connection()
    {
        var refused = await Assert.ThrowsAsync<AddressRefusedException>(() => Dialer.ConnectAsync(
            [IPAddress.Parse("169.254.169.254")], 80, AddressGuard.Standard, CancellationToken.None).AsTask());
        Assert.Contains("169.254.169.254 is refused", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_several_addresses_the_refused_ones_are_passed_over()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        IPAddress[] addresses = [IPAddress.Parse("169.254.169.254"), IPAddress.Loopback];
        using var socket = await Dialer.ConnectAsync(
            addresses, ((IPEndPoint)listener.LocalEndpoint).Port, AddressGuard.Standard, CancellationToken.None);
        Assert.Equal(IPAddress.Loopback, ((IPEndPoint)socket.RemoteEndPoint!).Address);
    }

    [Fact]
    public async Task No_probe_looks_there_and_none_takes_it_for_a_bad_target()
    {
        var context = new ProbeContext("app", TimeProvider.System);
        var url = new Uri("http://169.254.169.254/latest/meta-data/");
        TargetedProbe[] probes =
        [
            .. HttpProbe.Make(new HttpProbeOptions { Url = url }, context),
            .. ScrapeProbe.Make(new ScrapeProbeOptions { Url = url }, context),
            .. TcpProbe.Make(new TcpProbeOptions { Host = "169.254.169.254", Port = 80 }, context),
        ];
        foreach (var (_, _, probe) in probes)
        {
            var look = await probe.LookAsync(CancellationToken.None);
            Assert.Equal((Reachability.Missing, "address-refused"), (look.Reachability, look.Reason));
            Assert.Empty(look.Sent);
            await probe.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_scraped_name_is_looked_at_after_it_was_looked_up()
    {
        var url = new Uri("http://metrics.example/metrics");
        var client = new ScrapeClient(
            AddressGuard.Standard, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("169.254.169.254")]));
        await using var probe = new ScrapeProbe(url, new() { Url = url }, TimeProvider.System, client);
        var look = await probe.LookAsync(CancellationToken.None);
        Assert.Equal((Reachability.Missing, "address-refused"), (look.Reachability, look.Reason));
    }
}
