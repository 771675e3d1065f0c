namespace Bellwether.Agent.Tests.Signals;

/// <summary>Whether the look at the page of a proxy is one of the requests that it counts.</summary>
public sealed class ProxyTrafficTests
{
    private const int Looks = 10;

    [Fact]
    public void A_proxy_has_its_page_elsewhere_so_that_no_visitor_is_taken_for_our_look()
    {
        using var edge = new WatchedService();
        for (var i = 0; i < Looks; i++)
        {
            edge.Scrape("# TYPE haproxy_frontend_http_responses_total counter\n"
                + $"haproxy_frontend_http_responses_total{{proxy=\"shop\",code=\"2xx\"}} {100 + i}\n"
                + $"haproxy_frontend_http_responses_total{{proxy=\"stats\",code=\"2xx\"}} {i}\n");
            edge.Wait(1);
        }

        Assert.Equal("1 1 1 1 1 1 1 1 1", edge.Points("app.requests"));
    }

    [Fact]
    public void A_visit_of_ours_that_came_in_through_it_is_taken_out()
    {
        using var edge = new WatchedService();
        for (var i = 0; i < Looks; i++)
        {
            edge.Visit();
            edge.Scrape("# TYPE haproxy_frontend_http_responses_total counter\n"
                + $"haproxy_frontend_http_responses_total{{proxy=\"shop\",code=\"2xx\"}} {100 + i}\n");
            edge.Wait(1);
        }

        Assert.Equal("0 0 0 0 0 0 0 0 0", edge.Points("app.requests"));
    }

    [Fact]
    public void An_exporter_asks_in_our_stead_and_that_is_taken_out()
    {
        using var edge = new WatchedService();
        for (var i = 0; i < Looks; i++)
        {
            edge.Scrape("# TYPE nginx_connections_active gauge\nnginx_connections_active 1\n"
                + $"# TYPE nginx_http_requests_total counter\nnginx_http_requests_total {100 + i}\n");
            edge.Wait(1);
        }

        Assert.Equal("0 0 0 0 0 0 0 0 0", edge.Points("app.requests"));
    }
}
