using Bellwether.Agent.Signals.Live;
using Bellwether.Probes;

namespace Bellwether.Agent.Tests.Signals;

public sealed class SnapshotTests
{
    private readonly ShopPage _page = new();

    [Fact]
    public void The_interval_that_holds_t0_belongs_to_neither_side()
    {
        using var shop = Running(10);
        var t0 = shop.Now - TimeSpan.FromSeconds(5.5);
        shop.Wait(2);

        var requests = shop.Snapshot(t0).Signals["app.requests"];
        Assert.Equal(t0.AddSeconds(-0.5), requests.Before.End);
        Assert.Equal(t0.AddSeconds(0.5), requests.After.Start);
    }

    [Fact]
    public void Where_t0_is_on_the_grid_the_point_that_begins_there_is_after_it()
    {
        using var shop = Running(10);
        var t0 = shop.Now - TimeSpan.FromSeconds(5);
        shop.Wait(2);

        var requests = shop.Snapshot(t0).Signals["app.requests"];
        Assert.Equal((t0, t0), (requests.Before.End, requests.After.Start));
    }

    [Fact]
    public void Before_t0_is_known_everything_lies_before()
    {
        using var shop = Running(10);
        shop.Wait(2);
        var requests = shop.Snapshot().Signals["app.requests"];
        Assert.True(requests.Before.Points.Count >= 9);
        Assert.Empty(requests.After.Points);
        Assert.Empty(shop.Snapshot().Signals["app.up"].LooksAfter);
        Assert.NotEmpty(shop.Snapshot().Signals["app.up"].LooksBefore);
    }

    [Fact]
    public void A_point_closes_a_moment_after_its_interval_is_over()
    {
        using var shop = Running(2);
        var start = shop.Now.AddSeconds(-1);
        shop.Wait(0.4);
        Assert.Equal(start, shop.Snapshot().Signals["app.requests"].Before.End);
        shop.Wait(0.1);
        Assert.Equal(start.AddSeconds(1), shop.Snapshot().Signals["app.requests"].Before.End);
    }

    [Fact]
    public void A_snapshot_never_changes_whatever_comes_later()
    {
        using var shop = Running(10);
        var t0 = shop.Now;
        shop.Wait(2);
        var requests = shop.Snapshot(t0).Signals["app.requests"];
        var (before, after) = (requests.Before.Points.ToList(), requests.After.Points.ToList());
        Run(shop, 600);
        shop.Book.SetMasks(WatchedService.Name, [new(t0.AddDays(-1), t0.AddDays(1))]);
        shop.Snapshot(t0);

        Assert.Equal(before, requests.Before.Points);
        Assert.Equal(after, requests.After.Points);
    }

    [Fact]
    public void Masks_mark_points_and_looks_that_they_touch()
    {
        using var shop = Running(10);
        var now = shop.Now;
        shop.Wait(2);
        shop.Book.SetMasks(WatchedService.Name, [new(now.AddSeconds(-4.5), now.AddSeconds(-3.5)),
            new(now.AddSeconds(-4), now.AddSeconds(-2))]);

        var signals = shop.Snapshot(now).Signals;
        var requests = signals["app.requests"].Before;
        var masked = Enumerable.Range(0, requests.Points.Count).Where(i => requests.Points[i].Masked)
            .Select(requests.At);
        Assert.Equal([now.AddSeconds(-5), now.AddSeconds(-4), now.AddSeconds(-3)], masked);
        Assert.Equal([now.AddSeconds(-4), now.AddSeconds(-3)],
            signals["app.up"].LooksBefore.Where(look => look.Masked).Select(look => look.At));
    }

    [Fact]
    public void Looks_stand_in_the_order_in_which_they_began()
    {
        using var shop = new WatchedService();
        var begun = shop.Now;
        shop.Wait(0.2).Take("app", "blue", TargetGroup.Treated, Look.Bad("refused"));
        shop.Book.Take(new(WatchedService.Name, "app", "blue", TargetGroup.Treated, begun, TimeSpan.FromSeconds(1), Look
            .Bad("timeout")));

        var looks = shop.Wait(1).Snapshot().Signals["app.up"].LooksBefore;
        Assert.Equal([false, true], looks.Select(look => look.Refused));
    }

    [Fact]
    public void Levels_of_a_host_are_averaged_and_named_after_what_they_are()
    {
        using var shop = new WatchedService();
        var disk = new Reading("disk", 0.5, new("disk", MetricType.Gauge, "ratio"),
            new(new KeyValuePair<string, string>("path", "/var/lib")));
        shop.Host(new() { ProcessId = 1 }, Reading.Gauge("cpu", 0.2, "ratio"), Reading
            .Gauge("pressure.io", 0.1, "ratio"),
            Reading.Gauge("process.start", 1, "seconds"), disk);
        shop.Wait(0.2).Host(new() { ProcessId = 1 }, Reading.Gauge("cpu", 0.4, "ratio"));

        Assert.Equal("0.3", shop.Points("box.saturation.cpu"));
        Assert.Equal("ratio", shop.Snapshot().Signals["box.saturation.cpu"].Unit);
        Assert.Equal(
            ["box.restarts", "box.saturation.cpu", "box.saturation.disk-var-lib", "box.saturation.pressure-io",
                "box.up"],
            shop.Snapshot().Signals.Keys.Order());
    }

    [Fact]
    public void The_latency_of_an_http_probe_is_a_level_in_seconds()
    {
        using var shop = new WatchedService();
        shop.Visit(took: 0.25);
        Assert.Equal("0.25", shop.Points("home.latency"));
        Assert.Equal("seconds", shop.Snapshot().Signals["home.latency"].Unit);
    }

    [Fact]
    public void A_new_versions_other_buckets_are_compared_on_the_bounds_both_have()
    {
        using var shop = new WatchedService();
        static string Page(double start, double[] bounds, double n) =>
            "# TYPE http_request_duration_seconds histogram\n"
            + Pages.Histogram("http_request_duration_seconds", "code=\"200\",path=\"/\"", bounds,
                [.. bounds.Select(_ => n), n], n)
            + $"process_start_time_seconds {start}\n";
        shop.Scrape(Page(1e9, [0.1, 0.5, 1], 1));
        shop.Wait(1).Scrape(Page(1e9, [0.1, 0.5, 1], 2));
        var t0 = shop.Wait(1).Now;
        shop.Scrape(Page(1.1e9, [0.1, 0.25, 1], 3));
        shop.Wait(1).Scrape(Page(1.1e9, [0.1, 0.25, 1], 5));
        shop.Wait(2);

        var latency = shop.Snapshot(t0).Signals["app.latency"];
        Assert.Equal([0.1, 1], latency.Bounds);
        Assert.Equal("1,2,1", WatchedService.Words(latency, latency.Before.Points));
        Assert.Equal("- 2,4,2", WatchedService.Words(latency, latency.After.Points).TrimEnd(' ', '-'));
    }

    [Fact]
    public void Describe_tells_source_level_and_length()
    {
        using var shop = Running(10);
        shop.Wait(2);
        var requests = shop.Book.Describe(WatchedService.Name).Single(status => status.Signal == "app.requests");
        Assert.Equal("http_server_request_duration_seconds_count (OpenTelemetry HTTP server)", requests.Source);
        Assert.Equal((2d, 10, "per-second"), (requests.Last, requests.HistoryPoints, requests.Unit));
        Assert.Null(requests.Problem);
    }

    [Fact]
    public void An_unknown_service_is_refused_and_looks_of_unknown_probes_are_dropped()
    {
        using var shop = new WatchedService();
        Assert.Throws<ArgumentException>(() => shop.Book.Describe("other"));
        shop.Take("nobody", "x", TargetGroup.Treated, Look.Good());
        Assert.Empty(shop.Book.Describe(WatchedService.Name));
    }

    [Fact]
    public void More_instances_than_the_limit_are_left_out()
    {
        using var shop = new WatchedService();
        for (var i = 0; i <= LiveLimits.Instances; i++) shop.Take("port", $"i{i}", TargetGroup.Treated, Look.Good());
        Assert.Equal(LiveLimits.Instances, shop.Snapshot().Instances.Count);
    }

    [Fact]
    public void Looks_and_signs_are_bounded()
    {
        using var shop = new WatchedService(TimeSpan.FromMinutes(5));
        for (var i = 0; i < LiveLimits.Looks + 10; i++)
        {
            shop.Wait(0.001);
            shop.Host(new() { ProcessId = i + 1, Alive = true });
        }

        Assert.InRange(shop.Snapshot().Signals["box.up"].LooksBefore.Count, LiveLimits.Looks / 2, LiveLimits.Looks);
        Assert.InRange(shop.Book.SignsSince(WatchedService.Name, DateTimeOffset.MinValue).Count, LiveLimits.Signs / 2,
            LiveLimits.Signs);
    }

    private WatchedService Running(int looks)
    {
        var shop = new WatchedService();
        shop.Scrape($"{_page.Ask("/")}");
        Run(shop, looks);
        return shop;
    }

    private void Run(WatchedService shop, int looks)
    {
        for (var i = 0; i < looks; i++) shop.Wait(1).Scrape($"{_page.Ask("/", times: 2)}");
    }
}
