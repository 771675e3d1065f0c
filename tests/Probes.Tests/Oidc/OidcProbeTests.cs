using Bellwether.Probes.Oidc;
using Bellwether.Probes.Tests.Frontend;

namespace Bellwether.Probes.Tests.Oidc;

public sealed class OidcProbeTests : IAsyncLifetime
{
    private static readonly string Key = KeySetTests.Rsa(2048);

    private SmallSite _site = null!;

    private string Issuer => $"{_site.Address}realms/shop";

    public async Task InitializeAsync()
    {
        _site = await SmallSite.StartAsync();
        _site["/keys"] = new($$"""{"keys":[{{Key}}]}""", "application/json");
        Discover(Issuer);
    }

    public Task DisposeAsync() => _site.DisposeAsync().AsTask();

    [Fact]
    public async Task A_provider_with_keys_is_good()
    {
        var look = await LookAsync();
        Assert.True(look.Reachability is Reachability.Good, look.ToString());
        Assert.Equal((1, 0), (look.Value("keys"), look.Value("lost-keys")));
        Assert.Equal(["/realms/shop/.well-known/openid-configuration", "/keys"], look.Sent.Select(sent => sent.Path));
    }

    [Fact]
    public async Task Another_issuer_is_bad()
    {
        Discover("https://login.example/realms/shop");
        Assert.Equal("issuer", (await LookAsync()).Reason);
    }

    [Fact]
    public async Task Keys_elsewhere_are_fetched_only_where_they_are_named()
    {
        await using var other = await SmallSite.StartAsync();
        other["/keys"] = new($$"""{"keys":[{{Key}}]}""", "application/json");
        Discover(Issuer, $"{other.Address}keys");
        Assert.Equal("keys-elsewhere", (await LookAsync()).NoData);
        Assert.Empty(other.Heard);
        Assert.Equal(Reachability.Good, (await LookAsync(other.Address)).Reachability);
    }

    [Theory]
    [InlineData("""{"keys":[]}""", "no-keys")]
    [InlineData("<html>", "keys")]
    public async Task A_set_without_keys_is_bad(string keys, string reason)
    {
        _site["/keys"] = new(keys, "application/json");
        Assert.Equal(reason, (await LookAsync()).Reason);
    }

    [Fact]
    public async Task An_answer_that_is_none_says_which()
    {
        _site["/keys"] = null;
        var look = await LookAsync();
        Assert.Equal(("status-404", "the set of keys: answered 404, expected 200"), (look.Reason, look.Detail));
        _site["/realms/shop/.well-known/openid-configuration"] = new("{}", "application/json");
        Assert.Equal("issuer", (await LookAsync()).Reason);
    }

    [Fact]
    public async Task Keys_that_are_all_replaced_are_bad()
    {
        await using var probe = Probe();
        await probe.LookAsync(default);
        _site["/keys"] = new($$"""{"keys":[{{KeySetTests.Rsa(2048)}}]}""", "application/json");
        var look = await probe.LookAsync(default);
        Assert.Equal(("keys-replaced", 1), (look.Reason, look.Value("lost-keys")));
    }

    [Fact]
    public void Options_are_checked() => Assert.Equal(
    [
        "issuer: url must begin with http:// or https:// and name a host.",
        "origins: write scheme, host and port alone, such as https://keys.example.",
    ], OptionFaults.Of(new OidcProbeOptions { Issuer = new("ftp://x/"), Origins = [new("https://keys.example/x")] }));

    private void Discover(string issuer, string keys = "") =>
        _site["/realms/shop/.well-known/openid-configuration"] = new($$"""
            { "issuer": "{{issuer}}", "authorization_endpoint": "{{Issuer}}/auth", "token_endpoint": "{{Issuer}}/token",
              "jwks_uri": "{{(keys.Length > 0 ? keys : _site.Address + "keys")}}" }
            """, "application/json");

    private async Task<Look> LookAsync(params Uri[] origins)
    {
        await using var probe = Probe(origins);
        return await probe.LookAsync(default);
    }

    private OidcProbe Probe(params Uri[] origins) =>
        new(new() { Issuer = new(Issuer), Origins = origins }, new("login", TimeProvider.System));
}
