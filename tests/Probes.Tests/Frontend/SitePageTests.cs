using Bellwether.Probes.Frontend;

namespace Bellwether.Probes.Tests.Frontend;

public sealed class SitePageTests
{
    private static readonly Uri Page = new("https://shop.example/cart/");

    [Theory]
    [InlineData("<script src=a.js></script>", "Script https://shop.example/cart/a.js")]
    [InlineData("<script type=module src=/a.js#x></script>", "Module https://shop.example/a.js")]
    [InlineData("<script type='text/javascript' src='//cdn.example/a.js'>", "Script https://cdn.example/a.js")]
    [InlineData("<script type='application/json' src=a.json></script>", "")]
    [InlineData("<script>inline()</script>", "")]
    [InlineData("<script src='data:text/javascript,1'></script>", "")]
    [InlineData("<script src=' '></script>", "")]
    [InlineData("<link rel=stylesheet href=/m.css>", "Style https://shop.example/m.css")]
    [InlineData("<link rel='alternate stylesheet' href=/m.css>", "")]
    [InlineData("<link rel=icon href=/i.png>", "")]
    [InlineData("<link rel=modulepreload href=/c.js>", "Module https://shop.example/c.js")]
    [InlineData("<link rel=preload as=style href=/p.css>", "Style https://shop.example/p.css")]
    [InlineData("<link rel=preload as=font href=/p.woff2>", "")]
    [InlineData("<base href=/app/><script src=a.js></script>", "Script https://shop.example/app/a.js")]
    [InlineData("<base href=/one/><base href=/two/><script src=a.js></script>", "Script https://shop.example/one/a.js")]
    [InlineData("<template><script src=a.js></script></template><script src=b.js></script>",
        "Script https://shop.example/cart/b.js")]
    [InlineData("<script src=a.js></script><script src=a.js></script>", "Script https://shop.example/cart/a.js")]
    public void Assets_are_what_a_browser_would_load(string html, string assets) => Assert.Equal(assets,
        string.Join('|', SitePage.Of(html, Page, most: 10).Assets.Select(asset => $"{asset.Kind} {asset.Url}")));

    [Fact]
    public void Integrity_and_the_rules_for_other_origins_are_read()
    {
        var assets = SitePage.Of(
            "<script src=a.js integrity='sha256-x' crossorigin></script><link rel=stylesheet href=b.css integrity=''>"
                + "<script type=module src=c.js></script>", Page, most: 10).Assets;
        Assert.Equal(
            [("sha256-x", true), (null, false), (null, true)], assets.Select(a => (a.Integrity, a.IsCrossOrigin)));
    }

    [Fact]
    public void Only_so_many_assets_are_taken() => Assert.Equal(3, SitePage.Of(
        string.Concat(Enumerable.Range(0, 9).Select(i => $"<script src={i}.js></script>")), Page, most: 3)
        .Assets.Count);

    [Theory]
    [InlineData("app.3f2a9c1b.js", true)]
    [InlineData("app-0123456789abcdef0123.css", true)]
    [InlineData("index-BxY12_ab.js", true)]
    [InlineData("chunk-4KQ2ZZ7L.min.mjs", true)]
    [InlineData("app.js", false)]
    [InlineData("jquery-3.6.0.min.js", false)]
    [InlineData("module-component2.js", false)]
    [InlineData("release-20240101.css", false)]
    [InlineData("app.3f2a9c1b.png", false)]
    [InlineData("3f2a9c1b.js", false)]
    public void Hashed_names_are_known(string name, bool hashed) =>
        Assert.Equal(hashed, HashedName.Is(new Uri(Page, "/assets/" + name)));

    [Fact]
    public void A_told_asset_has_no_query_and_its_origin_only_where_it_is_another()
    {
        var assets = SitePage.Of(
            "<script src='/a.js?key=secret'></script><link rel=stylesheet href='http://cdn.example:81/b.css'>",
            Page, most: 10).Assets;
        Assert.Equal(
            ["script /a.js", "style http://cdn.example:81/b.css"], assets.Select(asset => asset.Words(Page)));
    }
}
