using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Bellwether.Probes.Oidc;

namespace Bellwether.Probes.Tests.Oidc;

public sealed class KeySetTests
{
    [Fact]
    public void Keys_that_can_verify_a_signature_count()
    {
        Assert.Single(Of(Rsa(2048)));
        Assert.Single(Of(Ec()));
        Assert.Single(Of("""{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"""));
        Assert.Equal(2, Of($"{Rsa(2048)},{Ec()}").Count);
    }

    [Fact]
    public void Keys_that_cannot_do_not()
    {
        Assert.Empty(Of(Rsa(1024)));
        Assert.Empty(Of(Rsa(2048).Replace("\"sig\"", "\"enc\"", StringComparison.Ordinal)));
        Assert.Empty(Of("""{"kty":"RSA","n":"!","e":"AQAB"}"""));
        Assert.Empty(Of("""{"kty":"EC","crv":"P-256","x":"AQ","y":"AQ"}"""));
        Assert.Empty(Of("""{"kty":"oct","k":"AAAA"}"""));
        Assert.Empty(Of("1"));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("<html>")]
    [InlineData("")]
    [InlineData("""{"keys":[{"kty":"\ud800"}]}""")]
    [InlineData("""{"keys":[{"kty":"OKP","crv":"Ed25519","x":"11qY","kid":"\udc00"}]}""")]
    [InlineData("""{"\ud800":[]}""")]
    public void What_is_no_set_is_none(string text) => Assert.Null(KeySet.Read(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void The_same_id_with_another_key_is_another_key()
    {
        var (one, two) = (Of(Rsa(2048, "a")), Of(Rsa(2048, "a")));
        Assert.False(one.Overlaps(two));
    }

    [Fact]
    public void Sets_without_a_common_key_are_told_until_tokens_are_over()
    {
        var memory = new KeyMemory(TimeSpan.FromHours(1));
        var now = DateTimeOffset.UnixEpoch;
        Assert.Equal((0, false), memory.Take(Set("a"), now));
        Assert.Equal((0, false), memory.Take(Set("a", "b"), now));
        // The last tokens of the first key are over before it goes.
        Assert.Equal((1, false), memory.Take(Set("b"), now.AddMinutes(61)));
        Assert.Equal((2, true), memory.Take(Set("c"), now.AddMinutes(62)));
        Assert.Equal((1, true), memory.Take(Set("c"), now.AddMinutes(122)));
        Assert.Equal((0, false), memory.Take(Set("c"), now.AddMinutes(123)));
    }

    [Fact]
    public void A_set_that_comes_back_takes_what_came_after_it_away()
    {
        var memory = new KeyMemory(TimeSpan.FromHours(1));
        memory.Take(Set("a"), DateTimeOffset.UnixEpoch);
        Assert.Equal((1, true), memory.Take(Set("b"), DateTimeOffset.UnixEpoch));
        Assert.Equal((0, false), memory.Take(Set("a"), DateTimeOffset.UnixEpoch));
    }

    public static string Rsa(int bits, string kid = "k1")
    {
        using var rsa = RSA.Create(bits);
        var key = rsa.ExportParameters(false);
        return $$"""
            {"kty":"RSA","use":"sig","alg":"RS256","kid":"{{kid}}",
             "n":"{{Base64Url.EncodeToString(key.Modulus)}}","e":"{{Base64Url.EncodeToString(key.Exponent)}}"}
            """;
    }

    private static string Ec()
    {
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = ec.ExportParameters(false).Q;
        var (x, y) = (Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y));
        return $$"""{"kty":"EC","crv":"P-256","x":"{{x}}","y":"{{y}}"}""";
    }

    private static HashSet<string> Set(params string[] keys) => [.. keys];

    private static IReadOnlySet<string> Of(string keys) =>
        KeySet.Read(Encoding.UTF8.GetBytes($$"""{"keys":[{{keys}}]}"""))!;
}
