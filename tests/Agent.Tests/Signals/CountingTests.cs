using Bellwether.Agent.Configuration.Plans;
using Bellwether.Contracts.Signals;
using Bellwether.Probes;

namespace Bellwether.Agent.Tests.Signals;

public sealed class CountingTests
{
    private readonly ShopPage _page = new();

    [Fact]
    public void What_is_added_between_two_looks_is_a_point()
    {
        using var shop = Watched();
        shop.Scrape($"{_page.Ask("/cart", times: 5)}");
        shop.Wait(1).Scrape($"{_page.Ask("/cart", times: 3).Ask("/", 500)}");
        shop.Wait(1).Scrape($"{_page}");

        Assert.Equal("4 0", shop.Points("app.requests"));
    }

    [Fact]
    public void Errors_are_those_of_500_and_more_of_all()
    {
        using var shop = Watched();
        shop.Scrape($"{_page.Ask("/")}");
        shop.Wait(1).Scrape($"{_page.Ask("/", times: 3).Ask("/", 503).Ask("/", 404)}");

        Assert.Equal("1/5", shop.Points("app.errors"));
    }

    [Fact]
    public void Latency_is_counted_in_buckets_that_do_not_add_up()
    {
        using var shop = Watched();
        shop.Scrape($"{_page.Ask("/")}");
        shop.Wait(1).Scrape($"{_page.Ask("/", 200, 0.005, 2).Ask("/", 200, 0.5, 3).Ask("/cart", 500, 5)}");

        Assert.Equal("2,0,3,1", shop.Points("app.latency"));
        var latency = shop.Snapshot().Signals["app.latency"];
        Assert.Equal(ShopPage.Bounds, latency.Bounds);
        Assert.Equal(6.51, latency.Before.Points[0].Value, 3);
    }

    [Fact]
    public void Counters_that_begin_again_leave_a_missing_point_and_never_a_negative_one()
    {
        using var shop = Watched();
        _page.StartedAt = null;
        shop.Scrape($"{_page.Ask("/", times: 100)}");
        shop.Wait(1).Scrape($"{_page.Ask("/", times: 4)}");
        _page.Restart(startedAt: null);
        shop.Wait(1).Scrape($"{_page.Ask("/", times: 7)}");
        shop.Wait(1).Scrape($"{_page.Ask("/", times: 2)}");

        Assert.Equal("4 - 2", shop.Points("app.requests"));
        Assert.Equal("0,4,0,0 - 0,2,0,0", shop.Points("app.latency"));
    }

    [Fact]
    public void A_restart_that_the_start_time_tells_is_missing_even_where_totals_have_grown()
    {
        using var shop = Watched();
        shop.Scrape($"{_page.Ask("/", times: 3)}");
        shop.Wait(1).Scrape($"{_page.Ask("/", times: 4)}");
        _page.Restart(1_767_000_100);
        shop.Wait(1).Scrape($"{_page.Ask("/", times: 50)}");
        shop.Wait(1).Scrape($"{_page.Ask("/", times: 2)}");

        Assert.Equal("4 - 2", shop.Points("app.requests"));
    }

    [Fact]
    public void A_series_that_appears_in_the_same_process_counts_from_nothing()
    {
        using var shop = Watched();
        shop.Scrape($"{_page}");
        shop.Wait(1).Scrape($"{_page.Ask("/", times: 4)}");
        shop.Wait(1).Scrape($"{_page.Ask("/new", times: 6)}");

        Assert.Equal("4 6", shop.Points("app.requests"));
    }

    [Fact]
    public void Errors_that_appear_for_the_first_time_are_all_counted()
    {
        using var shop = Watched();
        shop.Scrape($"{_page.Ask("/")}");
        shop.Wait(1).Scrape($"{_page.Ask("/", 500, times: 6)}");

        Assert.Equal("6/6", shop.Points("app.errors"));
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("+Inf")]
    [InlineData("-3")]
    public void A_total_that_cannot_be_spoils_the_whole_page(string total)
    {
        const string Other = "http_requests_total{code=\"500\",path=\"/\"} 1\n";
        using var shop = Watched();
        shop.Scrape("http_requests_total{code=\"200\",path=\"/\"} 5\n" + Other);
        shop.Wait(1).Scrape(
            $"http_requests_total{{code=\"200\",path=\"/\"}} {total}\n"
            + "http_requests_total{code=\"500\",path=\"/\"} 9\n");
        shop.Wait(1).Scrape("http_requests_total{code=\"200\",path=\"/\"} 8\n" + Other);

        Assert.Equal("3", shop.Points("app.requests"));
    }

    [Fact]
    public void A_page_that_stands_still_is_no_traffic()
    {
        using var shop = Watched();
        for (var i = 0; i < 4; i++) shop.Wait(1).Scrape("http_requests_total{code=\"200\"} 5\n");
        Assert.Equal("0 0 0", shop.Points("app.requests"));
    }

    [Fact]
    public void A_difference_over_a_long_gap_belongs_to_no_point()
    {
        using var shop = Watched();
        shop.Scrape($"{_page.Ask("/")}");
        shop.Wait(1).Scrape($"{_page.Ask("/")}");
        shop.Wait(3).Scrape($"{_page.Ask("/", times: 3)}");
        shop.Wait(3.1).Scrape($"{_page.Ask("/", times: 90)}");
        shop.Wait(1).Scrape($"{_page.Ask("/", times: 2)}");

        Assert.Equal("1 - - 3 - - - 2", shop.Points("app.requests"));
    }

    [Fact]
    public void A_page_that_is_gone_leaves_missing_points_and_looks_that_are_good()
    {
        using var shop = Watched();
        shop.Scrape($"{_page.Ask("/")}");
        shop.Wait(1).Scrape($"{_page.Ask("/")}");
        var t0 = shop.Now;
        for (var i = 0; i < 5; i++)
        {
            shop.Wait(1);
            shop.Take("app", "blue", TargetGroup.Treated, Look.WithoutReadings("status-404"));
        }

        shop.Wait(2);
        var snapshot = shop.Snapshot(t0);
        var requests = snapshot.Signals["app.requests"];
        Assert.Equal("1 - - - - -", WatchedService.Words(requests, requests.After.Points));
        Assert.All(snapshot.Signals["app.up"].LooksAfter, look => Assert.Equal(Reachability.Good, look.Reachability));
    }

    [Fact]
    public void Buckets_that_fall_are_missing()
    {
        using var shop = Watched();
        static string Page(int first, int second, int all) => $$"""
            # TYPE http_request_duration_seconds histogram
            http_request_duration_seconds_bucket{code="200",path="/",le="0.1"} {{first}}
            http_request_duration_seconds_bucket{code="200",path="/",le="1"} {{second}}
            http_request_duration_seconds_bucket{code="200",path="/",le="+Inf"} {{all}}
            http_request_duration_seconds_sum{code="200",path="/"} 1
            http_request_duration_seconds_count{code="200",path="/"} {{all}}
            """;
        shop.Scrape(Page(1, 2, 3));
        shop.Wait(1).Scrape(Page(9, 9, 9));
        shop.Wait(1).Scrape(Page(12, 10, 12));
        shop.Wait(1).Scrape(Page(13, 12, 15));

        Assert.Equal("1,1,1", shop.Points("app.latency"));
    }

    [Fact]
    public void Routes_with_bounds_of_their_own_are_added_on_the_bounds_they_share()
    {
        using var shop = Watched();
        string Page(int n) => "# TYPE http_request_duration_seconds histogram\n"
            + Pages.Histogram("http_request_duration_seconds", "code=\"200\",path=\"/a\"", [0.1, 0.5, 1], [n, n, n, n],
                n)
            + Pages.Histogram("http_request_duration_seconds", "code=\"200\",path=\"/b\"", [0.1, 1], [n, n, n], n);
        shop.Scrape(Page(1));
        shop.Wait(1).Scrape(Page(2));

        Assert.Equal("2,3,2", shop.Points("app.latency"));
        Assert.Equal([0.1, 1], shop.Snapshot().Signals["app.latency"].Bounds);
    }

    [Fact]
    public void Instances_are_added_up_and_the_control_is_kept_apart()
    {
        using var shop = Watched();
        var (green, old) = (new ShopPage(), new ShopPage());
        void Look()
        {
            shop.Scrape($"{_page}");
            shop.Scrape($"{green}", "green");
            shop.Scrape($"{old}", "old", TargetGroup.Control);
        }

        (_, _, _) = (_page.Ask("/"), green.Ask("/"), old.Ask("/"));
        Look();
        (_, _, _) = (_page.Ask("/", times: 2), green.Ask("/", 500, times: 3), old.Ask("/", times: 7));
        shop.Wait(1);
        var t0 = shop.Now - TimeSpan.FromSeconds(0.5);
        Look();
        shop.Wait(2);

        var errors = shop.Snapshot(t0).Signals["app.errors"];
        Assert.Equal("3/5", WatchedService.Words(errors, errors.After.Points).Split(' ')[0]);
        Assert.Equal("0/7", WatchedService.Words(errors, errors.Control!.Points).Split(' ')[0]);
    }

    [Fact]
    public void A_rate_with_an_instance_missing_is_missing_and_no_smaller_rate()
    {
        using var shop = Watched();
        var green = new ShopPage();
        shop.Scrape($"{_page.Ask("/")}");
        shop.Scrape($"{green.Ask("/")}", "green");
        shop.Wait(1).Scrape($"{_page.Ask("/", times: 4)}");
        shop.Take("app", "green", TargetGroup.Treated, Look.WithoutReadings("unparsable"));

        Assert.Equal("0/4", shop.Points("app.errors"));
        Assert.Equal("", shop.Points("app.requests"));
    }

    [Fact]
    public void The_operators_own_signals_are_made_by_name_and_labels()
    {
        using var shop = Watched(
            new SignalPlan
            {
                Name = "orders",
                From = "app",
                Kind = SignalKind.Rate,
                Metric = "shop_orders_total",
                Where = new Dictionary<string, string> { ["status"] = "ok*" },
            },
            new SignalPlan
            {
                Name = "declined",
                From = "app",
                Kind = SignalKind.Ratio,
                Metric = "shop_orders_total",
                Bad = new Dictionary<string, string> { ["status"] = "declined" },
            },
            new SignalPlan { Name = "queue", From = "app", Kind = SignalKind.Gauge, Metric = "shop_queue_length" });
        static string Page(int ok, int declined, int queue) => $$"""
            # TYPE shop_orders_total counter
            shop_orders_total{status="ok-card"} {{ok}}
            shop_orders_total{status="declined"} {{declined}}
            # TYPE shop_queue_length gauge
            shop_queue_length {{queue}}
            """;
        shop.Scrape(Page(1, 1, 9));
        shop.Wait(1).Scrape(Page(5, 3, 12));

        Assert.Equal("4", shop.Points("orders"));
        Assert.Equal("2/6", shop.Points("declined"));
        Assert.Equal("9 12", shop.Points("queue"));
    }

    [Fact]
    public void An_own_signal_of_a_discovered_name_settles_what_is_ambiguous()
    {
        const string Twice = "# TYPE http_requests_received_total counter\n"
            + "http_requests_received_total{{code=\"200\"}} {0}\n"
            + "# TYPE http_requests_total counter\nhttp_requests_total{{code=\"200\",handler=\"/\"}} {0}\n"
            + "http_requests_total{{code=\"200\",handler=\"/metrics\"}} {1}\n";
        using var open = Watched();
        using var settled = Watched(new SignalPlan
        {
            Name = "app.requests",
            From = "app",
            Kind = SignalKind.Rate,
            Metric = "http_requests_total",
        });
        foreach (var shop in new[] { open, settled })
        {
            shop.Scrape(string.Format(Twice, 3, 1));
            shop.Wait(1).Scrape(string.Format(Twice, 7, 2));
        }

        Assert.Equal("", open.Points("app.requests"));
        Assert.Contains("2 sources count requests", open.Snapshot().Signals["app.requests"].Ambiguity,
            StringComparison.Ordinal);
        Assert.Equal("4", settled.Points("app.requests"));
        Assert.Null(settled.Snapshot().Signals["app.requests"].Ambiguity);
    }

    [Fact]
    public void A_level_of_several_samples_is_ambiguous_until_one_is_chosen()
    {
        using var shop = Watched(new SignalPlan
        {
            Name = "queue",
            From = "app",
            Kind = SignalKind.Gauge,
            Metric = "queue_length"
        });
        shop.Scrape("# TYPE queue_length gauge\nqueue_length{queue=\"a\"} 1\nqueue_length{queue=\"b\"} 2\n");
        Assert.Equal("", shop.Points("queue"));
        Assert.Contains("choose one with where", shop.Snapshot().Signals["queue"].Ambiguity, StringComparison.Ordinal);
    }

    private static WatchedService Watched(params IReadOnlyList<SignalPlan> signals) => new(null, signals);
}
