using System.Buffers.Text;
using System.Security.Cryptography;
using Bellwether.Integration.Tests.Servers;
using Bellwether.Testing.Trials;

namespace Bellwether.Integration.Tests.Edge;

/// <summary>Deployments of a stand-in for a provider: real keys, behind a real nginx.</summary>
public sealed class OidcTrials : IAsyncLifetime
{
    private static readonly string One = Key("one");
    private static readonly string Two = Key("two");

    private Nginx _nginx = null!;

    private string Issuer => $"http://127.0.0.1:{_nginx.Port}/shop";

    public async Task InitializeAsync()
    {
        _nginx = await Nginx.StartAsync("server { listen PORT; root FOLDER/site; default_type application/json; }");
        Directory.CreateDirectory(_nginx.Folder.At("site/shop/.well-known"));
        Bring(Issuer, One);
    }

    public Task DisposeAsync() => _nginx.DisposeAsync().AsTask();

    [Fact]
    public async Task New_keys_without_the_old_ones_are_rolled_back() => Assert.Contains(
        "every key of before is gone", await RolledBackAsync(() => Bring(Issuer, Two)), StringComparison.Ordinal);

    [Fact]
    public async Task Another_issuer_is_rolled_back() => Assert.Contains("names another issuer",
        await RolledBackAsync(() => Bring("http://localhost/shop", One)), StringComparison.Ordinal);

    [Fact]
    public async Task A_rotation_that_keeps_the_old_key_and_a_restart_are_not()
    {
        await using var trial = Trial();
        await trial.LearnAsync();
        await trial.DeployAsync(() =>
        {
            Bring(Issuer, One, Two);
            return Task.CompletedTask;
        });
        await trial.LookAsync(4);
        await _nginx.StopAsync();
        await trial.LookAsync(2);
        await _nginx.ResumeAsync();
        await trial.VerdictAsync();
        trial.MustNotRollBack("reachability");
    }

    private async Task<string> RolledBackAsync(Action bring)
    {
        await using var trial = Trial();
        await trial.LearnAsync();
        await trial.DeployAsync(() =>
        {
            bring();
            return Task.CompletedTask;
        });
        await trial.VerdictAsync();
        return trial.MustRollBack("reachability");
    }

    private void Bring(string issuer, params string[] keys)
    {
        _nginx.Folder.Write("site/shop/.well-known/openid-configuration", $$"""
            { "issuer": "{{issuer}}", "authorization_endpoint": "{{Issuer}}/auth", "token_endpoint": "{{Issuer}}/token",
              "jwks_uri": "{{Issuer}}/keys" }
            """);
        _nginx.Folder.Write("site/shop/keys", $$"""{ "keys": [ {{string.Join(',', keys)}} ] }""");
    }

    private static string Key(string id)
    {
        using var rsa = RSA.Create(2048);
        var key = rsa.ExportParameters(false);
        return $$"""
            { "kty": "RSA", "use": "sig", "alg": "RS256", "kid": "{{id}}",
              "n": "{{Base64Url.EncodeToString(key.Modulus)}}", "e": "{{Base64Url.EncodeToString(key.Exponent)}}" }
            """;
    }

    private ProbeTrial Trial() => ProbeTrial.Of($$"""
        probes: [ { name: login, oidc: { issuer: "{{Issuer}}", every: 5s } } ]
        """);
}
