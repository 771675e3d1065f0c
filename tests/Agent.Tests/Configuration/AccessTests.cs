using Bellwether.Agent.Configuration.Plans;
using Bellwether.Testing.Certificates;

namespace Bellwether.Agent.Tests.Configuration;

public sealed class AccessTests : IDisposable
{
    private const string Tokens = "access: { tokens: [ { name: ci, token: \"${cred:long}\", roles: [read] } ] }\n";
    private const string Tls = "tls: { certificate: /c.pem, key: /k.pem }\n";

    private readonly TestAuthority _authority = new("servers");
    private readonly TestSurroundings _machine = new();

    public AccessTests()
    {
        (_machine.Files["/c.pem"], _machine.Files["/k.pem"]) = _authority.Server();
        _machine.Files["/other.pem"] = _authority.Server().Key;
        _machine.Files["/ca.pem"] = _authority.Pem;
        _machine.Files["/locked.pem"] =
            "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIB\n-----END ENCRYPTED PRIVATE KEY-----";
    }

    [Theory]
    [InlineData("listen: http://0.0.0.0:7070\n" + Tokens)]
    [InlineData("listen: https://0.0.0.0:7070\n" + Tls + Tokens)]
    [InlineData("listen: https://[::]:7070\n" + Tls + Tokens)]
    [InlineData("listen: https://127.0.0.1:7070\n" + Tls)]
    [InlineData("listen: http://127.0.0.1:7070\n" + Tokens)]
    [InlineData("listen: https://10.0.0.1:7070\ntls: { certificate: /c.pem, key: /k.pem, client-authority: /ca.pem }\n"
        + "access: { certificates: [ { name: ci, roles: [read, announce] } ] }\n")]
    public void It_listens_where_callers_are_known(string more) => Assert.Empty(Sample.FaultsOf(more, _machine));

    [Theory]
    [InlineData("listen: http://0.0.0.0:7070\n", "is beyond loopback")]
    [InlineData("listen: https://0.0.0.0:7070\n" + Tls, "is beyond loopback")]
    [InlineData("listen: https://0.0.0.0:7070\n" + Tokens, "needs a certificate")]
    [InlineData("listen: http://0.0.0.0:7070\n" + Tls + Tokens, "must begin with https://")]
    [InlineData(Tls, "must begin with https://")]
    [InlineData("listen: https://127.0.0.1:1\ntls: { certificate: /c.pem, key: /other.pem }\n", "no private key")]
    [InlineData("listen: https://127.0.0.1:1\ntls: { certificate: /k.pem, key: /k.pem }\n", "no certificate in PEM")]
    [InlineData("listen: https://127.0.0.1:1\ntls: { certificate: /c.pem, key: /locked.pem }\n", "is encrypted")]
    [InlineData("listen: https://127.0.0.1:1\ntls: { certificate: /c.pem, key: /k.pem, client-authority: /ca.pem }\n",
        "give access.certificates")]
    [InlineData("listen: https://127.0.0.1:1\n" + Tls + "access: { certificates: [ { name: ci, roles: [read] } ] }\n",
        "'client-authority' is missing")]
    public void What_leaves_the_door_open_or_shut_for_good_is_refused(string more, string fault) =>
        Assert.Contains(fault, Assert.Single(Sample.FaultsOf(more, _machine)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("changemechangeme")]
    [InlineData("0000000000000000000000")]
    [InlineData("0123456789abcde")]
    [InlineData("0123456789abcdef with blanks")]
    [InlineData("0123456789abcdef\u00e9")]
    public void A_token_that_can_be_guessed_or_not_be_sent_is_refused_and_never_shown(string token)
    {
        _machine.Files["/run/credentials/bellwether/long"] = token;
        var fault = Assert.Single(Sample.FaultsOf(Tokens, _machine));
        Assert.Contains("openssl rand -base64 32", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(token, fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_holds_no_token()
    {
        var plan = Sample.PlanOf(Tokens, _machine);
        Assert.DoesNotContain("Jx4v0q2Zl8", plan.ToString(), StringComparison.Ordinal);
        Assert.Equal((true, "ci"), (plan.Access.IsDemanded, plan.Access.Tokens[0].Name));
        Assert.Equal([Role.Read], plan.Access.Tokens[0].Roles);
    }

    [Fact]
    public void Addresses_that_are_named_may_be_reached()
    {
        var address = System.Net.IPAddress.Parse("169.254.169.254");
        Assert.NotNull(Sample.PlanOf("").Reach.Refusal(address));
        Assert.Null(Sample.PlanOf("reach: { allow: [169.254.169.254] }\n").Reach.Refusal(address));
    }

    public void Dispose() => _authority.Dispose();
}
