using Bellwether.Agent.Signals.Live;
using Bellwether.Probes;

namespace Bellwether.Agent.Tests.Signals;

public sealed class OwnTrafficTests
{
    private const int Looks = 30;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_idle_service_that_only_we_ask_has_no_requests(bool routes)
    {
        using var shop = new WatchedService();
        var page = new ShopPage(routes);
        for (var i = 0; i < Looks; i++)
        {
            // The page is written before its own request ends, and after that for the page for people.
            shop.Visit();
            page.Ask("/", 200, 0.018);
            shop.Scrape($"{page}");
            page.Ask("/metrics", 200, 0.001);
            shop.Wait(1);
        }

        AssertSilent(shop);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void It_has_none_where_we_hear_of_a_request_only_after_the_page_that_counts_it(bool routes)
    {
        using var shop = new WatchedService();
        var page = new ShopPage(routes);
        for (var i = 0; i < Looks; i++)
        {
            page.Ask("/", 200, 0.018);
            shop.Scrape($"{page}");
            page.Ask("/metrics", 200, 0.001);
            shop.Visit();
            shop.Wait(1);
        }

        AssertSilent(shop);
    }

    [Fact]
    public void It_has_none_where_the_metrics_are_on_a_port_of_their_own()
    {
        using var shop = new WatchedService();
        var page = new ShopPage();
        for (var i = 0; i < Looks; i++)
        {
            shop.Visit(origin: "http://localhost:9999");
            shop.Scrape($"{page.Ask("/")}");
            shop.Wait(1);
        }

        AssertSilent(shop);
    }

    [Fact]
    public void It_has_none_where_our_requests_come_in_through_a_balancer()
    {
        using var shop = new WatchedService();
        var page = new ShopPage();
        for (var i = 0; i < Looks; i++)
        {
            shop.Visit(origin: "https://shop.example:443");
            shop.Scrape($"{page.Ask("/")}");
            shop.Wait(1);
        }

        AssertSilent(shop);
    }

    [Fact]
    public void An_idle_service_has_none_after_its_metrics_page_was_away_for_long()
    {
        using var shop = new WatchedService();
        var page = new ShopPage(routes: false);
        Idle(shop, page, 5);
        for (var i = 0; i < 10; i++)
        {
            shop.Visit();
            page.Ask("/", 200, 0.018);
            shop.Take("app", "blue", Probes.TargetGroup.Treated, Probes.Look.WithoutReadings("status-404"));
            shop.Wait(1);
        }

        Idle(shop, page, Looks);

        AssertNeverAsked(shop);
    }

    [Fact]
    public void An_idle_service_has_none_after_a_few_requests_of_ours_were_never_counted()
    {
        using var shop = new WatchedService();
        var page = new ShopPage(routes: false);
        Idle(shop, page, 80);
        for (var i = 0; i < 3; i++)
        {
            shop.Visit();
            shop.Visit();
            Idle(shop, page, 5);
        }

        Idle(shop, page, Looks);

        AssertNeverAsked(shop);
    }

    [Fact]
    public void An_idle_service_has_none_after_it_left_many_of_our_requests_without_an_answer()
    {
        using var shop = new WatchedService();
        var page = new ShopPage(routes: false).Ask("/");
        for (var i = 0; i < 10; i++)
        {
            shop.Visit(status: null);
            shop.Scrape($"{page}");
            page.Ask("/metrics", 200, 0.001);
            shop.Wait(1);
        }

        Idle(shop, page, Looks);

        AssertNeverAsked(shop);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void An_idle_service_that_counts_our_visits_and_not_our_scrapes_has_no_requests(int scrapesAVisit)
    {
        using var shop = new WatchedService();
        var page = new ShopPage(routes: false);
        for (var i = 0; i < 4 * Looks; i++)
        {
            if (i % scrapesAVisit == 0)
            {
                shop.Visit();
                page.Ask("/", 200, 0.018);
            }

            shop.Scrape($"{page}");
            shop.Wait(1);
        }

        AssertNeverAsked(shop);
    }

    [Fact]
    public void Our_failed_requests_are_no_errors_of_the_service()
    {
        using var shop = new WatchedService();
        var page = new ShopPage();
        for (var i = 0; i < Looks; i++)
        {
            shop.Visit(status: 500);
            shop.Scrape($"{page.Ask("/", 500, 0.01).Ask("/", 200, 0.01)}");
            shop.Wait(1);
        }

        Assert.All(shop.Points("app.errors").Split(' '), point => Assert.Equal("0/1", point));
    }

    [Fact]
    public void Who_refuses_us_is_not_said_to_refuse_others()
    {
        using var shop = new WatchedService();
        var page = new ShopPage();
        for (var i = 0; i < Looks; i++)
        {
            shop.Visit(status: 401);
            shop.Scrape($"{page.Ask("/", 401, 0.01).Ask("/", 200, 0.01)}");
            shop.Wait(1);
        }

        Assert.All(shop.Points("app.unauthorized").Split(' '), point => Assert.Equal("0/1", point));
        Assert.All(shop.Points("app.errors").Split(' '), point => Assert.Equal("0/1", point));
    }

    [Fact]
    public void Many_assets_of_a_website_between_two_slow_scrapes_are_all_left_out()
    {
        using var shop = new WatchedService(TimeSpan.FromMinutes(1));
        var page = new ShopPage(routes: false);
        for (var minute = 0; minute < 5; minute++)
        {
            for (var look = 0; look < 6; look++)
            {
                shop.Wait(10);
                LookAtWebsite(shop, page, assets: 64, seconds: i => 0.001 * (1 + ((i + look) % 30)));
            }

            shop.Scrape($"{page.Ask("/", 200, 0.5, 7)}");
            page.Ask("/metrics", 200, 0.001);
        }

        Assert.Equal("7 7 7 7", Points(shop, "app.requests"));
        Assert.Equal("0/7 0/7 0/7 0/7", Points(shop, "app.errors"));
        Assert.Equal("0,0,7,0 0,0,7,0 0,0,7,0 0,0,7,0", Points(shop, "app.latency"));
    }

    [Fact]
    public void Where_more_of_ours_come_than_can_be_told_apart_nothing_is_counted_and_that_is_said()
    {
        using var shop = new WatchedService();
        var page = new ShopPage(routes: false);
        void Scrape()
        {
            shop.Scrape($"{page.Ask("/")}");
            page.Ask("/metrics", 200, 0.001);
            shop.Wait(1);
        }

        Scrape();
        Scrape();
        LookAtWebsite(shop, page, LiveLimits.OwnRequests, _ => 0.01);
        Scrape();
        Assert.Contains("kinds of requests of our own",
            shop.Book.Describe(WatchedService.Name).Single(of => of.Signal == "app.requests").Problem!,
            StringComparison.Ordinal);
        Scrape();

        Assert.Equal("1 - 1", Points(shop, "app.requests"));
        Assert.All(shop.Book.Describe(WatchedService.Name), of => Assert.Null(of.Problem));
    }

    [Fact]
    public void Beside_real_traffic_exactly_our_own_is_left_out()
    {
        using var shop = new WatchedService();
        var page = new ShopPage(routes: false);
        for (var i = 0; i < Looks; i++)
        {
            shop.Visit();
            page.Ask("/", 200, 0.018).Ask("/", 200, 0.5, 7);
            shop.Scrape($"{page}");
            page.Ask("/metrics", 200, 0.001);
            shop.Wait(1);
        }

        Assert.All(shop.Points("app.requests").Split(' '), point => Assert.Equal("7", point));
        Assert.All(shop.Points("app.latency").Split(' '), point => Assert.True(point is "0,0,7,0" or "-", point));
    }

    [Fact]
    public void A_target_that_does_not_count_our_scrapes_keeps_all_its_requests()
    {
        using var shop = new WatchedService();
        var page = new ShopPage(routes: false);
        for (var i = 0; i < 10; i++)
        {
            shop.Scrape($"{page.Ask("/", times: i is 0 ? 1 : 0)}");
            shop.Wait(1);
        }

        for (var i = 0; i < Looks; i++)
        {
            shop.Scrape($"{page.Ask("/")}");
            shop.Wait(1);
        }

        Assert.EndsWith(string.Join(' ', Enumerable.Repeat("1", Looks)), shop.Points("app.requests"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_request_of_ours_leaves_the_bucket_of_its_own_duration_or_the_next_lower_one()
    {
        using var shop = new WatchedService();
        var page = new ShopPage();
        shop.Scrape($"{page.Ask("/")}");
        shop.Wait(1).Visit(took: 0.2);
        shop.Scrape($"{page.Ask("/", 200, 0.005, 2).Ask("/", 200, 0.05, 3)}");

        Assert.Equal("2,2,0,0", shop.Points("app.latency"));
    }

    [Theory]
    [InlineData("/items/{id}", "/items/3", true)]
    [InlineData("items/{id}", "/items/3/", true)]
    [InlineData("/items/:id", "/items/3", true)]
    [InlineData("/items/<id>", "/items/3", true)]
    [InlineData("/{*all}", "/a/b/c", true)]
    [InlineData("/", "/", true)]
    [InlineData("/items/{id}", "/items", false)]
    [InlineData("/items", "/items/3", false)]
    [InlineData("/", "/a", false)]
    public void A_route_stands_for_paths(string route, string path, bool stands) =>
        Assert.Equal(stands, Agent.Signals.Live.RoutePath.Matches(route, path));

    private static void Idle(WatchedService shop, ShopPage page, int looks)
    {
        for (var i = 0; i < looks; i++)
        {
            shop.Visit();
            page.Ask("/", 200, 0.018);
            shop.Scrape($"{page}");
            page.Ask("/metrics", 200, 0.001);
            shop.Wait(1);
        }
    }

    /// <summary>One look at a website and its assets, all of which the page counts.</summary>
    private static void LookAtWebsite(WatchedService shop, ShopPage page, int assets, Func<int, double> seconds)
    {
        List<SentRequest> sent = [];
        for (var i = 0; i <= assets; i++)
        {
            sent.Add(new(WatchedService.Origin, i == 0 ? "/" : $"/assets/{i}.js", 200,
                TimeSpan.FromSeconds(seconds(i))));
            page.Ask("/assets", 200, seconds(i));
        }

        shop.Take("home", "blue", TargetGroup.Treated, Look.Good() with { Sent = sent });
    }

    private static string Points(WatchedService shop, string signal)
    {
        shop.Wait(60);
        return shop.Points(signal);
    }

    private static void AssertNeverAsked(WatchedService shop)
    {
        var requests = shop.Points("app.requests").Split(' ');
        Assert.True(requests.Count(point => point is "0") >= Looks);
        Assert.All(requests, point => Assert.True(point is "0" or "-", string.Join(' ', requests)));
    }

    /// <summary>As a look at a page with many scripts and styles does.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void It_has_none_where_our_looks_make_hundreds_of_requests_from_page_to_page(bool routes)
    {
        using var shop = new WatchedService();
        var page = new ShopPage(routes);
        for (var i = 0; i < Looks; i++)
        {
            for (var asset = 0; asset < 600; asset++) shop.Visit();
            page.Ask("/", 200, 0.018, times: 600);
            shop.Scrape($"{page}");
            page.Ask("/metrics", 200, 0.001);
            shop.Wait(1);
        }

        AssertSilent(shop);
    }

    [Fact]
    public void However_many_of_ours_are_alike_on_a_page_exactly_they_are_left_out()
    {
        using var shop = new WatchedService();
        var page = new ShopPage();
        for (var i = 0; i < 6; i++)
        {
            var ours = i == 3 ? LiveLimits.OwnRequests + 1 : 1;
            for (var n = 0; n < ours; n++) shop.Visit();
            shop.Scrape($"{page.Ask("/", 200, 0.018, times: ours).Ask("/cart", times: 5)}");
            shop.Wait(1);
        }

        Assert.Equal("5 5 5 5 5", shop.Points("app.requests").TrimStart('-', ' '));
    }

    private static void AssertSilent(WatchedService shop)
    {
        var requests = shop.Points("app.requests").Split(' ');
        Assert.True(requests.Length >= Looks - 2);
        Assert.All(requests, point => Assert.Equal("0", point));
        Assert.All(shop.Points("app.errors").Split(' '), point => Assert.True(point is "0/0" or "-", point));
        Assert.All(shop.Points("app.latency").Split(' '), point => Assert.True(point is "0,0,0,0" or "-", point));
    }
}
