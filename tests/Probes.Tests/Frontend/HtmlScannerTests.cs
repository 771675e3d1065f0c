using Bellwether.Probes.Frontend.Html;
using FsCheck;
using FsCheck.Fluent;

namespace Bellwether.Probes.Tests.Frontend;

public sealed class HtmlScannerTests
{
    [Theory]
    [InlineData("<script src=/a.js></script>", "script src=/a.js|/script")]
    [InlineData("<SCRIPT SRC='/a b.js' Defer>", "script src=/a b.js defer=")]
    [InlineData("<link\n rel = \"stylesheet\"\thref=\"/m.css?a=1&amp;b=2\"/>",
        "link rel=stylesheet href=/m.css?a=1&b=2")]
    [InlineData("<!-- <script src=x> --><p>", "p")]
    [InlineData("<!--><p>", "p")]
    [InlineData("<!---><p>", "p")]
    [InlineData("<!-- a --!><p>", "p")]
    [InlineData("<!-- a ---><p>", "p")]
    [InlineData("<!DOCTYPE html><p>", "p")]
    [InlineData("<?xml a?><p>", "p")]
    [InlineData("<script>if (a<b) x = '<link href=y>'</script ><p>", "script|/script|p")]
    [InlineData("<script>\"</scripty>\"</script><p>", "script|/script|p")]
    [InlineData("<title><p></title><p>", "title|/title|p")]
    [InlineData("<noscript><link rel=stylesheet href=n.css></noscript><p>", "noscript|/noscript|p")]
    [InlineData("<p a=1 a=2>", "p a=1")]
    [InlineData("<p =x=1>", "p =x=1")]
    [InlineData("1 < 2 <3 <p>", "p")]
    [InlineData("<p", "")]
    [InlineData("<p a=\"", "")]
    [InlineData("<script src=x>never closed <p>", "script src=x")]
    [InlineData("<", "")]
    [InlineData("", "")]
    public void Tags_are_found_as_a_browser_finds_them(string html, string tags) => Assert.Equal(tags, Written(html));

    [Fact]
    public void A_tag_has_only_so_many_attributes()
    {
        var many = string.Concat(Enumerable.Range(0, 100).Select(i => $" a{i}=1"));
        Assert.Equal(HtmlScanner.MostAttributes, new HtmlScanner($"<p{many}>").Next()!.Attributes.Count);
    }

    [Theory]
    [InlineData("<")]
    [InlineData("<!--")]
    [InlineData("<p a='")]
    [InlineData("<p ")]
    [InlineData("</scrip")]
    [InlineData("--")]
    [InlineData("<script></scrip")]
    public void A_long_page_takes_no_longer_than_its_length(string part)
    {
        var scanner = new HtmlScanner("<!--" + part + "--><script>" + string.Concat(Enumerable.Repeat(part, 300_000)));
        while (scanner.Next() is not null)
        {
        }
    }

    [Fact]
    public void No_text_breaks_it_and_it_always_ends() => Prop.ForAll(
        Gen.Elements("<", ">", "!--", "-->", "--!>", "/", "script", "</script", "\"", "'", "=", " ", "a", "&amp;", "?")
            .ListOf().Select(parts => string.Concat(parts)).ToArbitrary(),
        html =>
        {
            var scanner = new HtmlScanner(html);
            var tags = 0;
            while (scanner.Next() is not null) tags++;
            return tags <= html.Length && scanner.Next() is null;
        }).QuickCheckThrowOnFailure();

    private static string Written(string html)
    {
        var scanner = new HtmlScanner(html);
        var tags = new List<string>();
        while (scanner.Next() is { } tag)
            tags.Add(string.Join(' ',
                tag.Attributes.Select(a => $"{a.Key}={a.Value}").Prepend((tag.IsEnd ? "/" : "") + tag.Name)));
        return string.Join('|', tags);
    }
}
