using System.IO.Compression;
using Bellwether.Probes.Frontend;
using Bellwether.Tests;

namespace Bellwether.Probes.Tests.Frontend;

public sealed class FrontendProbeTests : IAsyncLifetime
{
    private const string Html = """
        <html><head><meta name="App-Version" content="2.4.1"><script>window.__VERSION__ = "2.4.2";</script>
        <link rel="stylesheet" href="/main.css"></head><body><script src="/app.1a2b3c4d.js"></script></body></html>
        """;

    private SmallSite _site = null!;
    private SmallSite _cdn = null!;

    public async Task InitializeAsync()
    {
        (_site, _cdn) = (await SmallSite.StartAsync(), await SmallSite.StartAsync());
        _site["/"] = SmallFile.Page(Html);
        _site["/main.css"] = SmallFile.Style();
        _site["/app.1a2b3c4d.js"] = SmallFile.Script();
    }

    public async Task DisposeAsync()
    {
        await _site.DisposeAsync();
        await _cdn.DisposeAsync();
    }

    [Fact]
    public async Task A_whole_site_is_good_and_measured()
    {
        var look = await LookAsync(new());
        Assert.Equal((Reachability.Good, null, null), (look.Reachability, look.NoData, look.Detail));
        Assert.Equal((2, 0, 0), (look.Value("assets"), look.Value("broken-assets"), look.Value("broken-integrity")));
        Assert.Equal(Html.Length + 4 + 3, look.Value("page-bytes"));
        Assert.InRange(look.Value("latency")!.Value, 0.000_001, 10);
        Assert.Equal(["/", "/app.1a2b3c4d.js", "/main.css"], look.Sent.Select(sent => sent.Path).Order());
        Assert.All(look.Sent, sent => Assert.Equal(200, sent.Status));
    }

    [Fact]
    public async Task A_forgotten_script_is_named()
    {
        _site["/app.1a2b3c4d.js"] = null;
        Assert.Equal("script /app.1a2b3c4d.js answers 404", await BrokenAsync());
    }

    [Fact]
    public async Task A_page_in_the_place_of_a_script_is_named()
    {
        _site["/app.1a2b3c4d.js"] = SmallFile.Page(Html);
        Assert.Equal("script /app.1a2b3c4d.js is answered as text/html: a browser does not take that for a script "
            + "(a page in its place)", await BrokenAsync());
    }

    [Theory]
    [InlineData("text/plain", false, true)]
    [InlineData("text/plain", true, false)]
    [InlineData(null, false, true)]
    [InlineData("application/json", false, false)]
    [InlineData("application/javascript;charset=utf-8", true, true)]
    public async Task A_classic_script_is_judged_as_a_browser_does(string? type, bool nosniff, bool good)
    {
        _site["/app.1a2b3c4d.js"] = new SmallFile("go()", type)
        {
            Headers = nosniff ? new() { ["X-Content-Type-Options"] = "nosniff" } : [],
        };
        Assert.Equal(good ? 0 : 1, (await LookAsync(new())).Value("broken-assets"));
    }

    [Fact]
    public async Task A_module_and_a_style_must_have_their_type()
    {
        _site["/"] = SmallFile.Page("<script type=module src=/m.js></script><link rel=stylesheet href=/m.css>");
        _site["/m.js"] = new("go()", "text/plain");
        _site["/m.css"] = new("a{}", "text/plain");
        var look = await LookAsync(new());
        Assert.Equal(2, look.Value("broken-assets"));
        Assert.EndsWith(", and 1 more", look.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_that_are_not_those_of_the_integrity_are_named()
    {
        var script = SmallFile.Script("let a = 1;");
        _site["/"] = SmallFile.Page($"<script src=/a.js integrity='{script.Integrity}'></script>");
        _site["/a.js"] = script;
        Assert.Equal(0, (await LookAsync(new())).Value("broken-integrity"));
        _site["/a.js"] = SmallFile.Script("let a = 2;") with
        {
            Headers = new() { ["X-Cache"] = "HIT", ["Age"] = "34" },
        };
        var look = await LookAsync(new());
        Assert.Equal((Reachability.Bad, "broken-integrity", null), (look.Reachability, look.Reason, look.NoData));
        Assert.Equal("script /a.js does not have the bytes that its integrity demands: a browser refuses it "
            + "(a copy from a cache, 34 s old)", look.Detail);
        Assert.Equal((0, 1), (look.Value("broken-assets"), look.Value("broken-integrity")));
    }

    [Fact]
    public async Task Another_origin_is_asked_only_where_it_is_named_and_must_let_the_page_read()
    {
        _site["/"] = SmallFile.Page($"<script crossorigin src={_cdn.Address}c.js></script>");
        _cdn["/c.js"] = SmallFile.Script();
        var unnamed = await LookAsync(new() { Headers = new Dictionary<string, string> { ["X-Key"] = "secret" } });
        Assert.Equal((0, 1), (unnamed.Value("broken-assets"), unnamed.Value("unchecked-assets")));
        Assert.Empty(_cdn.Heard);

        var options = new FrontendProbeOptions
        {
            Origins = [_cdn.Address],
            Headers = new Dictionary<string, string> { ["X-Key"] = "secret" },
        };
        Assert.Contains("access-control-allow-origin", (await LookAsync(options)).Detail, StringComparison.Ordinal);
        var heard = Assert.Single(_cdn.Heard).Headers;
        Assert.Equal(_site.Address.GetLeftPart(UriPartial.Authority), heard.Origin);
        Assert.False(heard.ContainsKey("X-Key"));
        Assert.Contains(_site.Heard, one => one.Headers["X-Key"] == "secret");

        _cdn["/c.js"] = SmallFile.Script() with { Headers = new() { ["Access-Control-Allow-Origin"] = "*" } };
        Assert.Equal(Reachability.Good, (await LookAsync(options)).Reachability);
    }

    [Fact]
    public async Task An_integrity_from_another_origin_needs_crossorigin()
    {
        var script = SmallFile.Script();
        _site["/"] = SmallFile.Page($"<script src={_cdn.Address}c.js integrity={script.Integrity}></script>");
        _cdn["/c.js"] = script;
        Assert.Equal("broken-integrity", (await LookAsync(new() { Origins = [_cdn.Address] })).Reason);
    }

    [Fact]
    public async Task A_redirect_is_followed_where_origins_names_it_and_else_bad()
    {
        _site["/"] = new SmallFile("", null) { Status = 302, Headers = new() { ["Location"] = "/en/" } };
        _site["/en/"] = SmallFile.Page(Html);
        Assert.Equal(Reachability.Good, (await LookAsync(new())).Reachability);
        _site["/en/"] = new SmallFile("", null) { Status = 302, Headers = new() { ["Location"] = $"{_cdn.Address}" } };
        _cdn["/"] = SmallFile.Page("hello");
        Assert.Equal("redirect", (await LookAsync(new())).Reason);
        Assert.Empty(_cdn.Heard);
        Assert.Equal(Reachability.Good, (await LookAsync(new() { Origins = [_cdn.Address] })).Reachability);
    }

    [Fact]
    public async Task A_circle_of_redirects_ends()
    {
        _site["/"] = new SmallFile("", null) { Status = 302, Headers = new() { ["Location"] = "/" } };
        Assert.Equal("redirect", (await LookAsync(new())).Reason);
        Assert.Equal(4, _site.Heard.Count);
    }

    [Fact]
    public async Task Old_hashed_assets_must_still_be_there_until_their_time_is_over()
    {
        var time = new FakeTimeProvider();
        await using var probe = Probe(new() { OldAssetsFor = TimeSpan.FromMinutes(10) }, time);
        Assert.Equal((0, 0), await OldAsync());
        _site["/"] = SmallFile.Page(Html.Replace("1a2b3c4d", "9f8e7d6c", StringComparison.Ordinal));
        _site["/app.9f8e7d6c.js"] = SmallFile.Script();
        Assert.Equal((1, 0), await OldAsync());
        Assert.Contains("HEAD /app.1a2b3c4d.js 200", _site.Lines);
        _site["/app.1a2b3c4d.js"] = null;
        var look = await probe.LookAsync(default);
        Assert.Equal((Reachability.Good, 1), (look.Reachability, look.Value("missing-old-assets")));
        Assert.StartsWith("script /app.1a2b3c4d.js answers 404", look.Detail, StringComparison.Ordinal);
        _site["/app.1a2b3c4d.js"] = SmallFile.Page(Html);
        Assert.Equal((1, 1), await OldAsync());
        time.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal((0, 0), await OldAsync());

        async Task<(double?, double?)> OldAsync()
        {
            var seen = await probe.LookAsync(default);
            return (seen.Value("old-assets"), seen.Value("missing-old-assets"));
        }
    }

    [Fact]
    public void No_signal_is_judged_unless_somebody_asks_for_it() =>
        Assert.All(FrontendSignals.All, signal => Assert.Null(signal.Rule));

    [Fact]
    public async Task An_asset_that_we_ask_for_too_often_is_not_broken()
    {
        _site["/app.1a2b3c4d.js"] = SmallFile.Script() with { Status = 429 };
        var look = await LookAsync(new());
        Assert.Equal((Reachability.Good, 0, 1),
            (look.Reachability, look.Value("broken-assets"), look.Value("unchecked-assets")));
    }

    [Fact]
    public async Task A_small_asset_with_a_tag_is_not_sent_again()
    {
        _site["/main.css"] = SmallFile.Style() with { Headers = new() { ["ETag"] = "\"1\"" } };
        await using var probe = Probe(new(), TimeProvider.System);
        await probe.LookAsync(default);
        Assert.Equal(Html.Length + 4 + 3, (await probe.LookAsync(default)).Value("page-bytes"));
        Assert.Equal(["GET /main.css 200", "GET /main.css 304"],
            _site.Lines.Where(line => line.Contains("/main.css", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_large_asset_is_sent_again_only_where_its_tag_changed()
    {
        var large = new string('x', 100_000);
        _site["/app.1a2b3c4d.js"] = SmallFile.Script(large) with { Headers = new() { ["ETag"] = "\"1\"" } };
        await using var probe = Probe(new(), TimeProvider.System);
        await probe.LookAsync(default);
        var again = await probe.LookAsync(default);
        Assert.Equal(Html.Length + 100_000 + 3, again.Value("page-bytes"));
        Assert.Equal(["GET /app.1a2b3c4d.js 200", "GET /app.1a2b3c4d.js 304"], Of("/app.1a2b3c4d.js"));
        _site["/app.1a2b3c4d.js"] = SmallFile.Script(large + "y") with { Headers = new() { ["ETag"] = "\"2\"" } };
        Assert.Equal(Html.Length + 100_001 + 3, (await probe.LookAsync(default)).Value("page-bytes"));
        Assert.Equal(3, Of("/main.css").Count(line => line.EndsWith("200", StringComparison.Ordinal)));

        IEnumerable<string> Of(string path) =>
            _site.Lines.Where(line => line.Contains(path, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("app-version", null, null, "2.4.1")]
    [InlineData(null, "x-version", null, "2.4.3")]
    [InlineData(null, null, @"__VERSION__\s*=\s*""([^""]+)""", "2.4.2")]
    [InlineData("nothing", null, null, null)]
    public async Task The_version_is_found_on_the_page(string? meta, string? header, string? pattern, string? version)
    {
        _site["/"] = SmallFile.Page(Html) with { Headers = new() { ["X-Version"] = "2.4.3" } };
        var options = new FrontendVersionOptions { Meta = meta, Header = header, Pattern = pattern };
        Assert.Equal(version, (await LookAsync(new() { Version = options })).Sighting?.Version);
    }

    [Fact]
    public async Task The_version_is_found_in_a_file_and_may_be_missing()
    {
        var options = new FrontendProbeOptions { Version = new() { Json = "/build.json", Path = "build.version" } };
        Assert.Null((await LookAsync(options)).Sighting);
        _site["/build.json"] = new("""{ "build": { "version": "2.4.4" } }""", "application/json");
        Assert.Equal("2.4.4", (await LookAsync(options)).Sighting?.Version);
    }

    [Fact]
    public async Task The_file_of_the_version_is_asked_for_nowhere_else()
    {
        _cdn["/build.json"] = new("""{ "version": "6.6.6" }""", "application/json");
        var json = $"//{_cdn.Address.Authority}/build.json";
        var look = await LookAsync(new() { Version = new() { Json = json } });
        Assert.Equal((Reachability.Good, null), (look.Reachability, look.Sighting));
        Assert.Empty(_cdn.Heard);
    }

    [Fact]
    public async Task Headers_of_caches_are_signals()
    {
        _site["/"] = SmallFile.Page(Html) with
        {
            Headers = new() { ["Cache-Control"] = "max-age=86400", ["Age"] = "120", ["X-Cache-Status"] = "HIT" },
        };
        _site["/main.css"] = SmallFile.Style() with { Headers = new() { ["X-Cache-Status"] = "MISS" } };
        var look = await LookAsync(new());
        Assert.Equal((86400, 120, 0.5, 1),
            (look.Value("page-fresh"), look.Value("page-age"), look.Value("cache-hit"),
                look.Value("weakly-cached-assets")));
        Assert.Contains("86400 s", look.Detail, StringComparison.Ordinal);
        _site["/app.1a2b3c4d.js"] = SmallFile.Script() with
        {
            Headers = new() { ["Cache-Control"] = "max-age=31536000, immutable" },
        };
        _site["/"] = SmallFile.Page(Html) with { Headers = new() { ["Cache-Control"] = "no-cache" } };
        look = await LookAsync(new());
        Assert.Equal((0, 0, null), (look.Value("page-fresh"), look.Value("weakly-cached-assets"), look.Detail));
    }

    [Theory]
    [InlineData(503, "text/html", "status-503")]
    [InlineData(200, "application/json", "not-html")]
    public async Task A_page_that_is_none_is_bad(int status, string type, string reason)
    {
        _site["/"] = new SmallFile("{}", type) { Status = status };
        var look = await LookAsync(new());
        Assert.Equal((Reachability.Bad, reason), (look.Reachability, look.Reason));
        Assert.Empty(look.Readings);
    }

    [Fact]
    public async Task A_page_or_an_asset_over_the_limit_is_no_fault()
    {
        _site["/app.1a2b3c4d.js"] = SmallFile.Script(new string('x', 3000));
        var look = await LookAsync(new() { MaxBody = 2048 });
        Assert.Equal((Reachability.Good, 1), (look.Reachability, look.Value("unchecked-assets")));
        _site["/"] = SmallFile.Page(new string('x', 3000));
        Assert.Equal("too-large", (await LookAsync(new() { MaxBody = 2048 })).NoData);
    }

    [Fact]
    public async Task A_damaged_packing_is_named()
    {
        _site["/app.1a2b3c4d.js"] = SmallFile.Script("no gzip") with
        {
            Headers = new() { ["Content-Encoding"] = "gzip" },
        };
        Assert.Contains("cannot be unpacked", await BrokenAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bomb_of_a_packed_body_is_not_unpacked_whole()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            for (var i = 0; i < 100; i++) await gzip.WriteAsync(new byte[1024 * 1024]);
        _site["/app.1a2b3c4d.js"] = new SmallFile(packed.ToArray(), "text/javascript")
        {
            Headers = new() { ["Content-Encoding"] = "gzip" },
        };
        var before = GC.GetTotalAllocatedBytes();
        var look = await LookAsync(new() { MaxBody = 1024 * 1024 });
        Assert.Equal((Reachability.Good, 1), (look.Reachability, look.Value("unchecked-assets")));
        // Unpacked whole it is 100 MiB; other tests allocate as well.
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 50 * 1024 * 1024);
    }

    [Fact]
    public async Task All_bodies_together_have_a_limit_and_a_host_only_so_many_connections()
    {
        var tags = string.Concat(Enumerable.Range(0, 40).Select(i => $"<script src=/{i}.js></script>"));
        _site["/"] = SmallFile.Page(tags);
        for (var i = 0; i < 40; i++) _site[$"/{i}.js"] = SmallFile.Script(new string('x', 2000));
        var look = await LookAsync(new() { MaxBody = 2048 });
        Assert.Equal((40, 0), (look.Value("assets"), look.Value("broken-assets")));
        // Four bodies of 2 KiB may be read, and the page is one of them.
        Assert.InRange(look.Value("unchecked-assets")!.Value, 36, 39);
        Assert.InRange(_site.MostAtOnce, 2, 4);
    }

    [Fact]
    public async Task A_site_that_is_away_is_bad_and_nothing_was_sent()
    {
        var address = _site.Address;
        await _site.DisposeAsync();
        await using var probe = new FrontendProbe(new() { Url = address }, new("front", TimeProvider.System));
        var look = await probe.LookAsync(default);
        Assert.Equal((Reachability.Bad, "refused"), (look.Reachability, look.Reason));
        Assert.Empty(look.Sent);
    }

    [Fact]
    public async Task A_name_without_an_address_is_our_blindness()
    {
        await using var probe = new FrontendProbe(
            new() { Url = new("http://nobody.invalid/") }, new("front", TimeProvider.System));
        Assert.Equal((Reachability.Missing, "resolver"),
            await probe.LookAsync(default) is var look ? (look.Reachability, look.Reason) : default);
    }

    private async Task<string?> BrokenAsync()
    {
        var look = await LookAsync(new());
        Assert.Equal((Reachability.Bad, "broken-asset", null), (look.Reachability, look.Reason, look.NoData));
        Assert.Equal(1, look.Value("broken-assets"));
        return look.Detail;
    }

    private async Task<Look> LookAsync(FrontendProbeOptions options)
    {
        await using var probe = Probe(options, TimeProvider.System);
        return await probe.LookAsync(default);
    }

    private FrontendProbe Probe(FrontendProbeOptions options, TimeProvider time) => new(
        new()
        {
            Url = _site.Address,
            Timeout = options.Timeout,
            Origins = options.Origins,
            Headers = options.Headers,
            Version = options.Version,
            OldAssetsFor = options.OldAssetsFor,
            MaxBody = options.MaxBody,
        }, new("front", time));
}
