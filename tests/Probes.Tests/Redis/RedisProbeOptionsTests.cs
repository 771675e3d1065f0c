using Bellwether.Probes.Redis;

namespace Bellwether.Probes.Tests.Redis;

public sealed class RedisProbeOptionsTests
{
    [Fact]
    public void A_host_is_all_that_is_needed()
    {
        Assert.Empty(OptionFaults.Of(new RedisProbeOptions { Host = "cache" }));
        Assert.NotEmpty(OptionFaults.Of(new RedisProbeOptions()));
    }

    [Theory]
    [InlineData("user", null, false, null, "needs a password")]
    [InlineData("user", "p", false, null, null)]
    [InlineData(null, "p", true, "/etc/ca.crt", null)]
    [InlineData(null, null, false, "/etc/ca.crt", "tls: true")]
    [InlineData(null, null, true, "ca.crt", "absolute")]
    public void What_belongs_together_is_given_together(
        string? user, string? password, bool tls, string? authority, string? fault)
    {
        var faults = OptionFaults.Of(new RedisProbeOptions
        {
            Host = "cache",
            Username = user,
            Password = password,
            Tls = tls,
            Authority = authority,
        });
        if (fault is null) Assert.Empty(faults);
        else Assert.Contains(fault, Assert.Single(faults), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10, 9.9, 300, true)]
    [InlineData(10, 10, 300, false)]
    [InlineData(0.5, 0.1, 300, false)]
    [InlineData(10, 1, 3600, true)]
    [InlineData(10, 1, 3601, false)]
    [InlineData(10, 1, 0, true)]
    public void Times_keep_to_their_ranges(double every, double timeout, double cold, bool good) =>
        Assert.Equal(good, OptionFaults.Of(new RedisProbeOptions
        {
            Host = "cache",
            Every = TimeSpan.FromSeconds(every),
            Timeout = TimeSpan.FromSeconds(timeout),
            Cold = TimeSpan.FromSeconds(cold),
        }).Count == 0);
}
