using System.Security.Cryptography;
using System.Text;
using Bellwether.Agent.Api.Access;
using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent.Tests.Api.Access;

public sealed class TokenMatchTests
{
    private static readonly IReadOnlyList<TokenPlan> Tokens = [Of("one"), Of("two"), Of("three")];

    [Theory]
    [InlineData("one-0123456789", "one")]
    [InlineData("three-0123456789", "three")]
    [InlineData("four-0123456789", null)]
    [InlineData("one-012345678", null)]
    [InlineData("", null)]
    public void A_token_finds_its_holder(string shown, string? holder) =>
        Assert.Equal(holder, TokenMatch.Find(shown, Tokens)?.Name);

    [Fact]
    public void A_plan_holds_hashes_of_one_length_and_never_the_token() => Assert.All(Tokens, token =>
    {
        Assert.Equal(32, token.Hash.Length);
        Assert.DoesNotContain("0123456789", token.ToString(), StringComparison.Ordinal);
    });

    private static TokenPlan Of(string name) =>
        new(name, SHA256.HashData(Encoding.UTF8.GetBytes($"{name}-0123456789")), [Role.Read]);
}
