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

    private static void AssertSilent(WatchedService shop)
    {
        var requests = shop.Points("app.requests").Split(' ');
        Assert.True(requests.Length >= Looks - 2);
        Assert.All(requests, point => Assert.Equal("0", point));
        Assert.All(shop.Points("app.errors").Split(' '), point => Assert.True(point is "0/0" or "-", point));
        Assert.All(shop.Points("app.latency").Split(' '), point => Assert.True(point is "0,0,0,0" or "-", point));
    }
}
