using Bellwether.Probes.Frontend;

namespace Bellwether.Probes.Tests.Frontend;

/// <summary>Whose fault it is that a look's time was not enough.</summary>
public sealed class FrontendTimeTests : IAsyncLifetime
{
    private const string Html =
        "<link rel=stylesheet href=/main.css><script src=/app.1a2b3c4d.js></script>";

    private SmallSite _site = null!;

    public async Task InitializeAsync()
    {
        _site = await SmallSite.StartAsync();
        _site["/"] = SmallFile.Page(Html);
        _site["/main.css"] = SmallFile.Style();
        _site["/app.1a2b3c4d.js"] = SmallFile.Script();
    }

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [Fact]
    public async Task An_asset_that_hangs_is_named_and_the_look_ends()
    {
        _site["/app.1a2b3c4d.js"] = SmallFile.Script() with { Hangs = true };
        var look = await LookAsync(seconds: 1.5);
        Assert.Equal((Reachability.Bad, "broken-asset"), (look.Reachability, look.Reason));
        Assert.StartsWith("script /app.1a2b3c4d.js is not answered within", look.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_asset_that_the_looks_end_cut_off_before_its_own_time_was_over_is_unchecked()
    {
        // A slow moment: the page takes half of the look, and the script had not the half that is its own.
        _site["/"] = SmallFile.Page(Html) with { After = TimeSpan.FromSeconds(1.3) };
        _site["/app.1a2b3c4d.js"] = SmallFile.Script() with { Hangs = true };
        var look = await LookAsync(seconds: 2.4);
        Assert.Equal((Reachability.Good, 0, 1),
            (look.Reachability, look.Value("broken-assets"), look.Value("unchecked-assets")));
    }

    [Fact]
    public async Task A_file_of_the_version_that_hangs_hides_the_version_and_not_the_page()
    {
        _site["/build.json"] = new("{}", "application/json") { Hangs = true };
        _site["/main.css"] = null;
        var version = new FrontendVersionOptions { Json = "/build.json", Path = "version" };
        Assert.Equal("broken-asset", (await LookAsync(seconds: 2, version)).Reason);
        _site["/main.css"] = SmallFile.Style();
        var look = await LookAsync(seconds: 2, version);
        Assert.Equal((Reachability.Good, null, 0),
            (look.Reachability, look.Sighting, look.Value("unchecked-assets")));
    }

    private async Task<Look> LookAsync(double seconds, FrontendVersionOptions? version = null)
    {
        await using var probe = new FrontendProbe(
            new() { Url = _site.Address, Timeout = TimeSpan.FromSeconds(seconds), Version = version },
            new("front", TimeProvider.System));
        return await probe.LookAsync(default);
    }
}
