using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Tests.Signals;

/// <summary>Levels and means that are found on pages, from look to look.</summary>
public sealed class PageLevelTests
{
    private const string Heap = "app.saturation.heap";

    [Fact]
    public void A_share_is_of_the_limit_and_a_limit_of_none_counts_for_none()
    {
        using var shop = new WatchedService();
        shop.Scrape(Java(used: 30, max: 100));
        shop.Wait(1).Scrape(Java(used: 50, max: 100));
        shop.Wait(1).Scrape(Java(used: 50, max: -1));
        shop.Wait(1).Scrape(Java(used: 70, max: 100));

        Assert.Equal("0.4 0.6 - 0.8", shop.Points(Heap));
        Assert.Equal("ratio", Status(shop, Heap).Unit);
    }

    [Fact]
    public void Of_several_disks_the_fullest_is_told()
    {
        using var shop = new WatchedService();
        shop.Scrape("""
            # TYPE node_filesystem_avail_bytes gauge
            node_filesystem_avail_bytes{device="a",fstype="ext4",mountpoint="/"} 60
            node_filesystem_avail_bytes{device="b",fstype="ext4",mountpoint="/srv"} 100
            node_filesystem_avail_bytes{device="c",fstype="tmpfs",mountpoint="/run"} 0
            # TYPE node_filesystem_size_bytes gauge
            node_filesystem_size_bytes{device="a",fstype="ext4",mountpoint="/"} 100
            node_filesystem_size_bytes{device="b",fstype="ext4",mountpoint="/srv"} 1000
            node_filesystem_size_bytes{device="c",fstype="tmpfs",mountpoint="/run"} 10
            """);

        Assert.Equal("0.9", shop.Points("app.saturation.disk"));
    }

    [Fact]
    public void A_counter_is_told_as_its_growth_in_a_second()
    {
        using var shop = new WatchedService(TimeSpan.FromSeconds(2));
        shop.Scrape(Evicted(100));
        shop.Wait(2).Scrape(Evicted(110));
        shop.Wait(2).Scrape(Evicted(110));

        Assert.Equal("5 0", shop.Wait(2).Points("app.saturation.evictions"));
    }

    [Fact]
    public void Growth_of_one_part_of_a_counter_is_a_share_of_all_of_it()
    {
        using var shop = new WatchedService();
        shop.Scrape(Cpu(idle: 100, user: 10));
        shop.Wait(1).Scrape(Cpu(idle: 103, user: 11));

        Assert.Equal("0.25", shop.Points("app.saturation.cpu"));
    }

    [Fact]
    public void A_counter_of_a_level_that_begins_again_is_missing_there_and_touches_nothing_else()
    {
        using var shop = new WatchedService();
        var page = new ShopPage { StartedAt = null };
        shop.Scrape($"{page.Ask("/")}{Pauses(10)}");
        shop.Wait(1).Scrape($"{page.Ask("/", times: 2)}{Pauses(10.5)}");
        shop.Wait(1).Scrape($"{page.Ask("/", times: 3)}{Pauses(0)}");
        shop.Wait(1).Scrape($"{page.Ask("/", times: 4)}{Pauses(0.25)}");

        Assert.Equal("2 3 4", shop.Points("app.requests"));
        Assert.Equal("0.5 - 0.25", shop.Points("app.saturation.gc-pause"));
        Assert.Empty(shop.Book.SignsSince(WatchedService.Name, DateTimeOffset.MinValue));
    }

    [Fact]
    public void A_restart_is_missing_and_then_counts_from_anew()
    {
        using var shop = new WatchedService();
        var page = new ShopPage();
        shop.Scrape($"{page.Ask("/")}{Pauses(10)}");
        page.Restart(1_767_000_100);
        shop.Wait(1).Scrape($"{page.Ask("/")}{Pauses(50)}");
        shop.Wait(1).Scrape($"{page.Ask("/")}{Pauses(50.5)}");

        Assert.Equal("0.5", shop.Points("app.saturation.gc-pause"));
    }

    [Fact]
    public void A_value_that_is_no_number_is_left_out()
    {
        using var shop = new WatchedService();
        shop.Scrape("# TYPE kestrel_active_connections gauge\nkestrel_active_connections{server_port=\"1\"} NaN\n"
            + "kestrel_active_connections{server_port=\"2\"} 4\n");
        shop.Wait(1).Scrape("# TYPE kestrel_active_connections gauge\n"
            + "kestrel_active_connections{server_port=\"1\"} NaN\nkestrel_active_connections{server_port=\"2\"} NaN\n");

        Assert.Equal("4", shop.Points("app.saturation.connections"));
    }

    [Fact]
    public void The_mean_is_of_the_requests_since_the_look_before_and_without_routes_for_machines()
    {
        using var shop = new WatchedService();
        shop.Scrape(Spring(count: 10, sum: 1, metrics: 0));
        shop.Wait(1).Scrape(Spring(count: 14, sum: 2, metrics: 100));
        shop.Wait(1).Scrape(Spring(count: 14, sum: 2, metrics: 200));
        shop.Wait(1).Scrape(Spring(count: 15, sum: 5, metrics: 200));

        Assert.Equal("0.25 - 3", shop.Points("app.latency.mean"));
        Assert.Equal("", shop.Points("app.latency"));
        var status = Status(shop, "app.latency.mean");
        Assert.Equal(("mean", SignalKind.Gauge, "seconds"), (status.Quality, status.Kind, status.Unit));
        Assert.Null(Status(shop, "app.requests").Quality);
    }

    [Fact]
    public void Our_own_requests_are_taken_out_of_the_mean()
    {
        using var shop = new WatchedService();
        shop.Scrape(Spring(count: 10, sum: 1, metrics: 0));
        shop.Visit("/orders/1", took: 0.5);
        shop.Wait(1).Scrape(Spring(count: 12, sum: 1.75, metrics: 0));

        Assert.Equal("0.25", shop.Points("app.latency.mean"));
    }

    private static SignalStatus Status(WatchedService shop, string signal) =>
        shop.Book.Describe(WatchedService.Name).Single(status => status.Signal == signal);

    private static string Java(int used, int max) => $$"""
        # TYPE jvm_memory_used_bytes gauge
        jvm_memory_used_bytes{area="heap",id="Old"} {{used}}
        jvm_memory_used_bytes{area="heap",id="Eden"} 10
        jvm_memory_used_bytes{area="nonheap",id="Metaspace"} 500
        # TYPE jvm_memory_max_bytes gauge
        jvm_memory_max_bytes{area="heap",id="Old"} {{max}}
        jvm_memory_max_bytes{area="heap",id="Eden"} -1
        jvm_memory_max_bytes{area="nonheap",id="Metaspace"} 5000
        """;

    private static string Evicted(int keys) =>
        $"# TYPE redis_evicted_keys_total counter\nredis_evicted_keys_total {keys}\n";

    private static string Cpu(int idle, int user) => $$"""
        # TYPE node_cpu_seconds_total counter
        node_cpu_seconds_total{cpu="0",mode="idle"} {{idle}}
        node_cpu_seconds_total{cpu="0",mode="user"} {{user}}
        """;

    private static string Pauses(double seconds) =>
        $"# TYPE dotnet_gc_pause_time_seconds_total counter\ndotnet_gc_pause_time_seconds_total {seconds}\n";

    private static string Spring(int count, double sum, int metrics) => $$"""
        # TYPE http_server_requests_seconds summary
        http_server_requests_seconds_count{status="200",uri="/orders/{id}"} {{count}}
        http_server_requests_seconds_sum{status="200",uri="/orders/{id}"} {{sum}}
        http_server_requests_seconds_count{status="200",uri="/actuator/prometheus"} {{metrics}}
        http_server_requests_seconds_sum{status="200",uri="/actuator/prometheus"} {{metrics}}
        """;
}
