using System.Net;
using Bellwether.Agent.Api.Limits;
using Bellwether.Tests;

namespace Bellwether.Agent.Tests.Api.Limits;

public sealed class BucketTableTests
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch);

    [Fact]
    public void A_client_takes_what_is_there_and_waits_for_the_rest()
    {
        var table = new BucketTable(3, 2, 10, _time);
        for (var i = 0; i < 3; i++) Assert.Null(table.Take(Client(1)));
        Assert.Equal(TimeSpan.FromSeconds(0.5), table.Take(Client(1)));
        _time.Advance(TimeSpan.FromSeconds(0.5));
        Assert.Null(table.Take(Client(1)));
        Assert.NotNull(table.Take(Client(1)));
    }

    [Fact]
    public void No_client_takes_from_another()
    {
        var table = new BucketTable(1, 1, 10, _time);
        Assert.Null(table.Take(Client(1)));
        Assert.NotNull(table.Take(Client(1)));
        Assert.Null(table.Take(Client(2)));
    }

    [Fact]
    public void Looking_takes_nothing()
    {
        var table = new BucketTable(1, 1, 10, _time);
        Assert.Null(table.Wait(Client(1)));
        Assert.Null(table.Wait(Client(1)));
        Assert.Equal(0, table.Count);
        Assert.Null(table.Take(Client(1)));
        Assert.NotNull(table.Wait(Client(1)));
    }

    [Fact]
    public void However_many_come_only_so_many_are_remembered_and_the_rest_share_one_measure()
    {
        var table = new BucketTable(1, 0.01, 4, _time);
        for (byte i = 0; i < 4; i++) Assert.Null(table.Take(Client(i)));
        Assert.Null(table.Take(Client(100)));
        for (byte i = 101; i < 250; i++) Assert.NotNull(table.Take(Client(i)));
        Assert.Equal(4, table.Count);
        _time.Advance(TimeSpan.FromSeconds(200));
        Assert.Null(table.Take(Client(5)));
        Assert.Equal(1, table.Count);
    }

    [Theory]
    [InlineData("10.0.0.1", "::ffff:10.0.0.1", true)]
    [InlineData("10.0.0.1", "10.0.0.2", false)]
    [InlineData("2001:db8::1", "2001:db8::2", true)]
    [InlineData("2001:db8:0:1::1", "2001:db8:0:2::1", false)]
    public void A_client_is_an_address_or_the_network_one_host_has(string a, string b, bool same) =>
        Assert.Equal(same, ClientKey.Of(IPAddress.Parse(a)) == ClientKey.Of(IPAddress.Parse(b)));

    private static ClientKey Client(byte number) => ClientKey.Of(new IPAddress([10, 0, 0, number]));
}
