using System.Text.Json;
using Bellwether.Integration.Tests.OtlpDoor;
using Bellwether.Integration.Tests.Servers;
using Bellwether.Probes;
using Bellwether.Probes.Receiving;
using Bellwether.Probes.Vitals;

namespace Bellwether.Integration.Tests.Vitals;

/// <summary>A page with the script, as docs/targets.md has it, in a real browser: what the agent comes to know of its
/// views.</summary>
#pragma warning disable CA1001 // What it owns is disposed of as xunit asks, asynchronously.
public sealed class BrowserTests(Browser browser) : IClassFixture<Browser>, IAsyncLifetime
#pragma warning restore CA1001
{
    private static readonly TimeSpan Thinking = TimeSpan.FromMilliseconds(120);

    private readonly WindowSet _windows = new();
    private ViewedShop _shop = null!;
    private DoorServer _door = null!;
    private VitalsWindow _window = null!;

    public Task InitializeAsync() => Beginning.OrEndAsync(BeginAsync, DisposeAsync);

    public async Task DisposeAsync()
    {
        foreach (var begun in new IAsyncDisposable?[] { _door, _shop, _windows })
            if (begun is not null) await begun.DisposeAsync();
    }

    [Fact]
    public async Task A_view_that_is_drawn_clicked_and_left_is_told_of_with_all_its_timings()
    {
        _shop.Page = ShopPage.Well with { Thinking = Thinking };
        var tab = await browser.OpenAsync();
        await tab.GoAsync(new(_shop.Address, "/?user=anna"));
        await tab.DrawnAsync();
        await tab.MeasuredAsync("layout-shift");
        await tab.ClickAsync("#buy");
        await tab.MeasuredAsync("event", "click");
        await tab.LeaveAsync();

        var view = await ToldAsync();
        await tab.CloseAsync();
        Assert.Equal("/", view.GetProperty("page").GetString());
        Assert.Equal(0, Of(view, "errors"));
        Assert.InRange(Of(view, "ttfb"), Thinking.TotalMilliseconds, 10_000);
        Assert.InRange(Of(view, "lcp"), Of(view, "ttfb"), 20_000);
        Assert.InRange(Of(view, "inp"), 90, 10_000);
        Assert.InRange(Of(view, "cls"), 0.01, 1);
        var counts = Counts();
        Assert.Equal((1, 0), (counts["good"], counts["bad"]));
        Assert.All(["lcp", "inp", "cls", "ttfb"], name => Assert.Equal(1, counts[name]));
    }

    [Theory]
    [InlineData("nothing.at.all();")]
    [InlineData("this is no script")]
    [InlineData("Promise.reject(new Error('the basket is gone'));")]
    [InlineData(null)]
    public async Task A_script_that_fails_as_the_page_loads_or_is_not_there_is_an_error_of_that_view(string? script)
    {
        _shop.Page = ShopPage.Well with { Script = script ?? "", HasScript = script is not null };
        await ViewAsync();
        Assert.Equal(1, Of(await ToldAsync(), "errors"));
        Assert.Equal((0, 1), (Counts()["good"], Counts()["bad"]));
    }

    [Fact]
    public async Task A_script_that_fails_without_end_is_one_broken_view()
    {
        _shop.Page = ShopPage.Well with
        {
            Script = "for (let i = 0; i < 1200; i++) setTimeout(() => { throw i; }); setTimeout(() => self.over = 1);",
        };
        var tab = await browser.OpenAsync();
        await tab.GoAsync(_shop.Address);
        await tab.DrawnAsync();
        await tab.EvaluateAsync("new Promise(done => { const at = () => self.over ? done() : setTimeout(at); at(); })");
        await tab.LeaveAsync();
        Assert.Equal(1_000, Of(await ToldAsync(), "errors"));
        Assert.Equal(1, Counts()["bad"]);
        await tab.CloseAsync();
    }

    [Fact]
    public async Task A_tab_that_is_closed_and_a_page_that_nobody_touched_are_told_of()
    {
        _shop.Page = ShopPage.Well with { Script = "" };
        var tab = await browser.OpenAsync();
        await tab.GoAsync(_shop.Address);
        await tab.DrawnAsync();
        await tab.CloseAsync();
        var view = await ToldAsync();
        Assert.Equal(0, Of(view, "cls"));
        Assert.False(view.TryGetProperty("inp", out _));
        Assert.InRange(Of(view, "lcp"), 1, 20_000);
    }

    [Fact]
    public async Task An_agent_at_another_address_is_told_without_being_asked_beforehand()
    {
        _shop.Page = ShopPage.Well with { TellsTo = _door.Address };
        await ViewAsync();
        Assert.InRange(Of(await ToldAsync(), "lcp"), 1, 20_000);
        Assert.Equal(1, Counts()["good"]);
    }

    private async Task BeginAsync()
    {
        _shop = await ViewedShop.StartAsync();
        _door = await DoorServer.StartAsync(_windows);
        await _shop.HandOnAsync(_door.Address);
        _window = _windows.Open("shop", "browsers", () => new VitalsWindow(
            new() { Origins = [new(_shop.Origin)] }, TimeProvider.System));
    }

    private async Task ViewAsync()
    {
        var tab = await browser.OpenAsync();
        await tab.GoAsync(_shop.Address);
        await tab.DrawnAsync();
        await tab.LeaveAsync();
        await tab.CloseAsync();
    }

    /// <summary>The view that was told of next; the agent took it.</summary>
    private async Task<JsonElement> ToldAsync()
    {
        var view = await _door.ViewAsync();
        Assert.Equal((_shop.Origin, 204), (view.Origin, view.Status));
        return JsonElement.Parse(view.Body);
    }

    /// <summary>What a look finds: views by their outcome, and how many were measured of each timing.</summary>
    private Dictionary<string, double> Counts()
    {
        var look = _window.ProbeOf(null).LookAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();
        Assert.Equal(Reachability.Good, look.Reachability);
        return look.Readings
            .Where(reading => reading.Name == "views" || reading.Labels["le"] == "+Inf")
            .ToDictionary(reading => reading.Labels["outcome"] ?? reading.Name[..^"_bucket".Length],
                reading => reading.Value);
    }

    private static double Of(JsonElement view, string name) => view.GetProperty(name).GetDouble();
}
