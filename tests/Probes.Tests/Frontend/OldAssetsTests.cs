using Bellwether.Probes.Frontend;

namespace Bellwether.Probes.Tests.Frontend;

public sealed class OldAssetsTests : IAsyncLifetime
{
    private const string Html = "<html><body><script src='/app.1a2b3c4d.js'></script></body></html>";

    private SmallSite _site = null!;
    private SmallSite _cdn = null!;

    public async Task InitializeAsync()
    {
        (_site, _cdn) = (await SmallSite.StartAsync(), await SmallSite.StartAsync());
        _site["/"] = SmallFile.Page(Html);
        _site["/app.1a2b3c4d.js"] = SmallFile.Script();
    }

    public async Task DisposeAsync()
    {
        await _site.DisposeAsync();
        await _cdn.DisposeAsync();
    }

    [Theory]
    [InlineData(404, 1, 0)]
    [InlineData(410, 1, 0)]
    [InlineData(403, 0, 1)]
    [InlineData(429, 0, 1)]
    [InlineData(503, 0, 1)]
    [InlineData(302, 0, 1)]
    public async Task An_old_asset_is_gone_only_where_the_site_says_so(int status, int missing, int uncheckedOnes)
    {
        await using var probe = await BroughtAsync();
        _site["/app.1a2b3c4d.js"] = SmallFile.Script() with
        {
            Status = status,
            Headers = status == 302 ? new() { ["Location"] = $"{_cdn.Address}app.js" } : [],
        };
        var look = await probe.LookAsync(default);
        Assert.Equal((1, missing, uncheckedOnes, 0), (look.Value("old-assets"), look.Value("missing-old-assets"),
            look.Value("unchecked-assets"), look.Value("broken-assets")));
    }

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(429)]
    [InlineData(503)]
    [InlineData(200)]
    public async Task A_head_that_is_refused_or_has_no_type_says_nothing_of_an_old_asset(int status)
    {
        await using var probe = await BroughtAsync(module: true);
        _site["/app.1a2b3c4d.js"] = SmallFile.Script() with { HeadStatus = status };
        var look = await probe.LookAsync(default);
        Assert.Equal((1, 0, 0), (look.Value("old-assets"), look.Value("missing-old-assets"),
            look.Value("unchecked-assets")));
        Assert.Contains("GET /app.1a2b3c4d.js 200", _site.Lines.TakeLast(2));
    }

    /// <summary>A probe that has seen one page, and then one without the first one's script.</summary>
    private async Task<FrontendProbe> BroughtAsync(bool module = false)
    {
        if (module)
            _site["/"] = SmallFile.Page("<script type=module src=/app.1a2b3c4d.js></script>");
        var probe = new FrontendProbe(new() { Url = _site.Address }, new("front", TimeProvider.System));
        await probe.LookAsync(default);
        _site["/"] = SmallFile.Page(Html.Replace("1a2b3c4d", "9f8e7d6c", StringComparison.Ordinal));
        _site["/app.9f8e7d6c.js"] = SmallFile.Script();
        return probe;
    }
}
