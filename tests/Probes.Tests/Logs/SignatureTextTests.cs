using Bellwether.Probes.Logs.Messages;
using FsCheck;
using FsCheck.Fluent;

namespace Bellwether.Probes.Tests.Logs;

public sealed class SignatureTextTests
{
    [Theory]
    [InlineData("2026-11-20 19:45:05,123 ERROR no stock of 12", "ERROR no stock of #")]
    [InlineData("2026-11-20T19:45:05.123456+01:00 ERROR x", "ERROR x")]
    [InlineData("user 3fa85f64-5717-4562-b3fc-2c963f66afa6 gone", "user # gone")]
    [InlineData("commit 9fceb02d0ae598e95dc970b74767f19372d61af8 failed", "commit # failed")]
    [InlineData("GET /orders/12345/items/9 failed", "GET /orders/#/items/# failed")]
    [InlineData("GET /orders/a1b2c3d4/items failed", "GET /orders/#/items failed")]
    [InlineData("cannot find \"blue shoes\" in 'store one'", "cannot find \"*\" in \"*\"")]
    [InlineData("can't open Bob's file", "can't open Bob's file")]
    [InlineData("connect to 10.0.0.12:5432 refused", "connect to # refused")]
    [InlineData("connect to [::1]:5432 refused", "connect to [::#]:# refused")]
    [InlineData("mail to jane.doe@shop.example bounced", "mail to <mail> bounced")]
    [InlineData("System.Int32 overflow in Utf8Parser", "System.Int# overflow in Utf#Parser")]
    [InlineData("\u001b[31mERROR\u001b[0m x", "ERROR x")]
    [InlineData("sent dGhpcyBpcyBhIGJhc2U2NCB0ZXh0IDEyMw== back", "sent #== back")]
    [InlineData("took 12ms at 0x7f3c2a", "took #ms at #")]
    [InlineData("12 34 56", "")]
    [InlineData("", "")]
    public void What_differs_from_time_to_time_is_masked(string message, string signature) =>
        Assert.Equal(signature, SignatureText.Of(message));

    [Theory]
    [InlineData("login with password=hunter failed")]
    [InlineData("login with password: hunter failed")]
    [InlineData("login with passwd=\"hunter\" failed")]
    [InlineData("Authorization: Bearer hunter")]
    [InlineData("Authorization: Basic hunter")]
    [InlineData("header bearer hunter")]
    [InlineData("GET /x?access_token=hunter&a=b")]
    [InlineData("postgres://shop:hunter@db:5432/shop is gone")]
    [InlineData("api-key=hunter")]
    [InlineData("client_secret : hunter")]
    [InlineData("Cookie: session=hunter")]
    [InlineData("session=hunter")]
    [InlineData("Server=db;User=shop;Pwd=hunter;x")]
    public void A_secret_is_never_in_it(string message) =>
        Assert.DoesNotContain("hunter", SignatureText.Of(message), StringComparison.Ordinal);

    [Fact]
    public void It_is_bounded_and_the_same_for_the_same_text() => Prop.ForAll(
        ArbMap.Default.ArbFor<string>(), text =>
        {
            var signature = SignatureText.Of(text ?? "");
            return signature.Length <= SignatureText.Longest && signature == SignatureText.Of(text ?? "");
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Another_number_is_the_same_signature() => Prop.ForAll(
        Gen.Choose(0, 1_000_000_000).Two().ToArbitrary(), pair =>
            SignatureText.Of($"order {pair.Item1} of user#{pair.Item2}: gone")
            == SignatureText.Of($"order {pair.Item2} of user#{pair.Item1}: gone")).QuickCheckThrowOnFailure();

    [Fact]
    public void A_long_message_is_cut()
    {
        var signature = SignatureText.Of("ERROR " + string.Join(' ', Enumerable.Repeat("word", 1000)));
        Assert.Equal(SignatureText.Longest, signature.Length);
        Assert.EndsWith("…", signature, StringComparison.Ordinal);
    }
}
