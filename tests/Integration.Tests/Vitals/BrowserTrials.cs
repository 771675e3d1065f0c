using System.Net;
using System.Text;
using Bellwether.Contracts.Verdicts;
using Bellwether.Integration.Tests.OtlpDoor;
using Bellwether.Integration.Tests.Servers;
using Bellwether.Testing.Trials;

namespace Bellwether.Integration.Tests.Vitals;

/// <summary>A shop whose page a deployment breaks for those who view it, while its server answers as ever.</summary>
/// <remarks>Each version is viewed in a real browser a few times; what that told is told again for the many other views
/// of a trial, so that no trial hangs on how busy the machine is.</remarks>
public sealed class BrowserTrials(Browser browser) : IClassFixture<Browser>, IAsyncLifetime, IDisposable
{
    private const int Views = 12;

    private readonly HttpClient _others = new();
    private ViewedShop _shop = null!;
    private ProbeTrial _trial = null!;
    private DoorServer _door = null!;
    private List<ToldView> _told = [];
    private int _again;

    public Task InitializeAsync() => Beginning.OrEndAsync(BeginAsync, DisposeAsync);

    public async Task DisposeAsync()
    {
        foreach (var begun in new IAsyncDisposable?[] { _door, _trial, _shop })
            if (begun is not null) await begun.DisposeAsync();
    }

    public void Dispose() => _others.Dispose();

    [Fact]
    public async Task A_version_that_is_slow_to_draw_is_rolled_back_and_its_paint_named()
    {
        var words = await RolledBackAsync(
            ShopPage.Well with { Styling = TimeSpan.FromSeconds(2.7) }, rule: "slow-pages", together: 3);
        Assert.Contains("browsers.lcp.p90 was above 2.5 s in 5 of ", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_whose_script_throws_is_rolled_back_and_the_errors_named()
    {
        var words = await RolledBackAsync(
            ShopPage.Well with { Script = "document.querySelector('#basket').remove();" }, rule: "broken-pages");
        Assert.Contains("100 %", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_that_is_as_well_as_the_one_before_is_not()
    {
        await LearnAsync();
        // Viewed anew: the new version's own views count.
        await _trial.DeployAsync(() => BringAsync(ShopPage.Well, together: 1));
        await _trial.VerdictAsync(_ => TellAsync());
        _trial.MustNotRollBack();
        Assert.True(Assert.Single(_trial.Verdict!.Evidence, of => of.Rule == "slow-pages").Outcome is Outcome.Pass,
            _trial.Story());
    }

    private async Task BeginAsync()
    {
        _shop = await ViewedShop.StartAsync();
        _trial = ProbeTrial.Of($$"""
            probes:
              - name: browsers
                vitals: { origins: ["{{_shop.Origin}}"], per-client: 600, per-second: 90, proxies: [127.0.0.0/8] }
            rules:
              - { name: broken-pages, signal: browsers.errors, compare: { allow: 50%, tolerate: 0.5pp } }
              - { name: slow-pages, signal: browsers.lcp.p90, limit: { max: 2500ms, fail-after: 5 of 10 } }
            """);
        _door = await DoorServer.StartAsync(_trial.Windows);
        await _shop.HandOnAsync(_door.Address);
    }

    private async Task<string> RolledBackAsync(ShopPage next, string rule, int together = 1)
    {
        await LearnAsync();
        await _trial.DeployAsync(() => BringAsync(next, together));
        await _trial.VerdictAsync(_ => TellAsync());
        return _trial.MustRollBack(rule);
    }

    private async Task LearnAsync()
    {
        await BringAsync(ShopPage.Well, together: 1);
        await _trial.LearnAsync(_ => TellAsync());
    }

    /// <summary>A version is served, and people view it.</summary>
    /// <param name="page">What it serves.</param>
    /// <param name="together">How many of them at a time.</param>
    private async Task BringAsync(ShopPage page, int together)
    {
        (_shop.Page, _told) = (page, []);
        for (var i = 0; i < 3; i += together)
        {
            var tabs = new List<BrowserTab>();
            for (var one = 0; one < together; one++) tabs.Add(await browser.OpenAsync());
            foreach (var tab in tabs) await tab.GoAsync(_shop.Address);
            foreach (var tab in tabs)
            {
                await tab.DrawnAsync();
                await tab.LeaveAsync();
                _told.Add(await _door.ViewAsync());
                await tab.CloseAsync();
            }
        }

        Assert.All(_told, view => Assert.Equal(204, view.Status));
    }

    /// <summary>What browsers told of this version is told by others as well.</summary>
    private async Task TellAsync()
    {
        for (var i = 0; i < Views; i++)
        {
            var view = _told[_again++ % _told.Count];
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_door.Address, "/v1/vitals"))
            {
                Content = new StringContent(view.Body, Encoding.UTF8, "text/plain"),
            };
            request.Headers.TryAddWithoutValidation("Origin", view.Origin);
            request.Headers.TryAddWithoutValidation("X-Forwarded-For", $"203.0.113.{_again % 200}");
            using var answer = await _others.SendAsync(request);
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
            await _door.ViewAsync();
        }
    }
}
