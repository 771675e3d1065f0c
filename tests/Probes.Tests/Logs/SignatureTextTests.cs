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

    [Theory]
    [InlineData("login with password=Pa$$w0rd!hunter failed")]
    [InlineData("login with password=$hunter failed")]
    [InlineData("login with password: !#hunter failed")]
    [InlineData("login with password => ^hunter failed")]
    [InlineData("login with password=\u00a3\u20achunter failed")]
    [InlineData("login with password=a,hunter;hunter&hunter failed")]
    [InlineData("login with password=\"Pa\"hunter\" failed")]
    [InlineData("login with password='it''hunter' failed")]
    [InlineData("login with password=\"cut off hunter")]
    [InlineData("login with password=Pa\"hunter failed")]
    [InlineData("Server=db;Pwd=;hunter;Password=$a;hunter;Timeout=3")]
    [InlineData("""{\"user\":\"bob\",\"password\":\"$hunter\"}""")]
    [InlineData("""{"password":$hunter}""")]
    [InlineData("{ password: '$hunter' }")]
    [InlineData("user[password]=$hunter")]
    [InlineData("<password>$hunter</password>")]
    [InlineData("GET /x/access_token=hunter")]
    [InlineData("GET /x?next=%2Fy%3Ftoken%3Dhunter")]
    [InlineData("password1=hunter 2fa_token=hunter AWS_SECRET_ACCESS_KEY_2=hunter db.password2: hunter")]
    [InlineData("postgres://shop:Pa$$hunter@db:5432/shop is gone")]
    [InlineData("postgres://shop:Pa/hunter#hunter?hunter@db:5432/shop is gone")]
    [InlineData("postgres://shop:Pa@hunter/hunter@db:5432/shop is gone")]
    [InlineData("postgres://shop:Pa$hunter")]
    [InlineData("redis://:$hunter@cache/0 is gone")]
    [InlineData("Authorization: Bearer $hunter")]
    [InlineData("Authorization: Token hunter")]
    [InlineData("Set-Cookie: sid=hunter; path=/; id=hunter")]
    public void A_secret_with_any_sign_in_it_is_hidden_whole(string message) =>
        Assert.DoesNotContain("hunter", SignatureText.Of(message), StringComparison.Ordinal);

    [Theory]
    [InlineData("login with password=$a!b failed for shop", "login with password=(hidden) failed for shop")]
    [InlineData("Server=db;Pwd=$a;Timeout=3", "Server=db;Pwd=(hidden);Timeout=#")]
    [InlineData("GET /x?token=$a&page=2 failed", "GET /x?token=(hidden)&page=# failed")]
    [InlineData("postgres://shop:Pa$$@db:5432/shop is gone", "postgres://(hidden)@db:#/shop is gone")]
    [InlineData("no answer of http://shop:8080/orders/12: late", "no answer of http://shop:#/orders/#: late")]
    [InlineData("no answer of http://token-service:8080: late", "no answer of http://token-service:#: late")]
    [InlineData("Authorization: Bearer $a; retried", "Authorization: Bearer (hidden); retried")]
    public void What_stands_around_a_secret_stays(string message, string signature) =>
        Assert.Equal(signature, SignatureText.Of(message));

    [Fact]
    public void Whatever_a_password_is_made_of_nothing_of_it_is_left() => Prop.ForAll(
        Gen.Choose('!', '~').Select(c => (char)c).ArrayOf(8).Select(cs => new string(cs))
            .Where(text => text.IndexOfAny(['"', '\'', '`', ',', ';', '&', '=', ':', '>']) < 0).ToArbitrary(), text =>
            SignatureText.Of($"no login with password={text} at db") == "no login with password=(hidden) at db")
        .QuickCheckThrowOnFailure();

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
