using System.Net.Sockets;
using Bellwether.Probes.Http;
using Bellwether.Tests;

namespace Bellwether.Probes.Tests.Http;

public sealed class HttpProbeTests
{
    [Fact]
    public async Task An_expected_answer_is_good_and_has_a_latency()
    {
        await using var server = LoopbackServer.Page("hello");
        var look = await LookAsync(server.Url());
        Assert.Equal(Reachability.Good, look.Reachability);
        var reading = Assert.Single(look.Readings, of => of.Name != AnswerCounts.Name);
        Assert.Equal("latency", reading.Name);
        Assert.Equal("seconds", reading.Family.Unit);
        Assert.InRange(reading.Value, 0.000_001, 10);
    }

    [Fact]
    public async Task The_request_is_handed_on_with_origin_path_status_and_duration()
    {
        await using var server = LoopbackServer.Page("hello");
        var sent = Assert.Single((await LookAsync(server.Url("/shop/cart?id=7"))).Sent);
        Assert.Equal($"http://127.0.0.1:{server.Port}", sent.Origin);
        Assert.Equal("/shop/cart", sent.Path);
        Assert.Equal(200, sent.Status);
        Assert.True(sent.Duration > TimeSpan.Zero);
    }

    [Theory]
    [InlineData("http://EXAMPLE.test/x", "http://example.test:80")]
    [InlineData("HTTPS://Example.test", "https://example.test:443")]
    [InlineData("http://[::1]:8080/", "http://[::1]:8080")]
    public void The_origin_is_in_lower_case_with_its_port_written(string url, string origin) => Assert.Equal(
        origin, new Uri(url).GetComponents(UriComponents.Scheme | UriComponents.HostAndPort, UriFormat.UriEscaped));

    [Fact]
    public async Task It_says_who_asks_and_adds_nothing_of_its_own()
    {
        await using var server = LoopbackServer.Page("hello");
        var headers = new Dictionary<string, string> { ["Authorization"] = "Bearer secret", ["host"] = "shop.example" };
        await LookAsync(new HttpProbeOptions { Url = server.Url("/a%20b?c=d"), Headers = headers });
        var lines = Assert.Single(server.Requests).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("GET /a%20b?c=d HTTP/1.1", lines[0]);
        Assert.Equal(
            ["Authorization: Bearer secret", "Host: shop.example", "User-Agent: bellwether/1.0"], lines[1..].Order());
    }

    [Theory]
    [InlineData("Authorization", "Bearer h3ad-canary", "/")]
    [InlineData("X-Key", "h3ad-canary", "/")]
    [InlineData("X-Other", "something", "/?api_key=h3ad-canary")]
    public async Task A_status_line_that_quotes_a_secret_is_not_passed_on(string name, string value, string path)
    {
        await using var server = LoopbackServer.Saying("HTTP/9.9 h3ad-canary\n\n");
        var look = await LookAsync(new HttpProbeOptions
        {
            Url = server.Url(path),
            Headers = new Dictionary<string, string> { [name] = value },
        });
        Assert.Equal("not-http", look.Reason);
        Assert.Contains("(hidden)", look.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", look.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Half_a_character_in_a_body_is_no_text_of_it()
    {
        await using var server = LoopbackServer.Page("""{"state":"\ud800"}""");
        var expect = new HttpExpectation { Json = new Dictionary<string, string> { ["state"] = "ok" } };
        Assert.Equal("json", (await LookAsync(new HttpProbeOptions { Url = server.Url(), Expect = expect })).Reason);
    }

    [Fact]
    public async Task A_head_request_is_enough_where_only_the_status_counts()
    {
        await using var server = LoopbackServer.Saying("HTTP/1.1 200 OK\nContent-Length: 5000\n\n");
        var look = await LookAsync(new HttpProbeOptions { Url = server.Url(), Method = ProbeMethod.Head });
        Assert.Equal(Reachability.Good, look.Reachability);
        Assert.StartsWith("HEAD ", Assert.Single(server.Requests), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(503, "status-503")]
    [InlineData(404, "status-404")]
    [InlineData(301, "status-301")]
    public async Task An_unexpected_status_is_bad_and_has_no_latency(int status, string reason)
    {
        await using var server = LoopbackServer.Page("", status, "Location: /elsewhere\nSet-Cookie: a=b\n");
        var look = await LookAsync(server.Url());
        Assert.Equal((Reachability.Bad, reason, reason), (look.Reachability, look.Reason, look.NoData));
        Assert.DoesNotContain(look.Readings, of => of.Name != AnswerCounts.Name);
        Assert.Equal(status, Assert.Single(look.Sent).Status);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_status_of_a_list_or_range_is_good()
    {
        await using var server = LoopbackServer.Page("", 401);
        var expect = new HttpExpectation { Status = [new(200, 299), new(401, 401)] };
        var look = await LookAsync(new HttpProbeOptions { Url = server.Url(), Expect = expect });
        Assert.Equal(Reachability.Good, look.Reachability);
    }

    [Theory]
    [InlineData("Add to cart", null, null)]
    [InlineData("add to cart", null, "body")]
    [InlineData("Grüße", null, null)]
    [InlineData(null, "Add to cart", "body")]
    [InlineData(null, "stack trace", null)]
    public async Task The_body_must_match(string? contains, string? notContains, string? reason)
    {
        await using var server = LoopbackServer.Page("<button>Add to cart</button> Grüße");
        var expect = new HttpExpectation { Contains = contains, NotContains = notContains };
        var look = await LookAsync(new HttpProbeOptions { Url = server.Url(), Expect = expect });
        Assert.Equal(reason, look.Reason);
    }

    [Fact]
    public async Task A_text_is_found_across_the_pieces_of_a_long_body()
    {
        await using var server = LoopbackServer.Page(new string('x', 100_000) + "needle" + new string('y', 100_000));
        var expect = new HttpExpectation { Contains = "needle" };
        Assert.Null((await LookAsync(new HttpProbeOptions { Url = server.Url(), Expect = expect })).Reason);
    }

    [Theory]
    [InlineData(2048, null)]
    [InlineData(2049, "too-large")]
    public async Task A_body_over_the_limit_is_reached_but_gives_no_reading(int length, string? noData)
    {
        await using var server = LoopbackServer.Page(new string('x', length));
        var look = await LookAsync(new HttpProbeOptions { Url = server.Url(), MaxBody = 2048 });
        Assert.Equal((Reachability.Good, noData), (look.Reachability, look.NoData));
        Assert.Equal(noData is null ? 1 : 0, look.Readings.Count(of => of.Name != AnswerCounts.Name));
    }

    [Fact]
    public async Task A_head_over_the_limit_is_reached_but_gives_no_reading()
    {
        await using var server = LoopbackServer.Page("", headers: $"X-Long: {new string('x', 70_000)}\n");
        var look = await LookAsync(server.Url());
        Assert.Equal((Reachability.Good, "too-large"), (look.Reachability, look.NoData));
    }

    [Theory]
    [InlineData("X-Version: 2.4.1\n", "2.4.1")]
    [InlineData("x-version:   2.4.1 \nX-Version: 9\n", "2.4.1")]
    [InlineData("X-Version:\n", null)]
    [InlineData("Other: 2.4.1\n", null)]
    public async Task The_version_is_read_from_its_header(string headers, string? version)
    {
        await using var server = LoopbackServer.Page("", headers: headers);
        var look = await LookAsync(new HttpProbeOptions { Url = server.Url(), VersionHeader = "X-Version" });
        Assert.Equal(version, look.Sighting?.Version);
    }

    [Fact]
    public async Task A_version_is_seen_on_a_bad_answer_too()
    {
        await using var server = LoopbackServer.Page("", 503, "X-Version: 2.4.1\n");
        var look = await LookAsync(new HttpProbeOptions { Url = server.Url(), VersionHeader = "x-version" });
        Assert.Equal(("status-503", "2.4.1"), (look.Reason, look.Sighting?.Version));
    }

    [Fact]
    public async Task A_version_that_is_too_long_is_none()
    {
        await using var server = LoopbackServer.Page("", headers: $"X-Version: {new string('9', 129)}\n");
        Assert.Null(
            (await LookAsync(new HttpProbeOptions { Url = server.Url(), VersionHeader = "X-Version" })).Sighting);
    }

    [Fact]
    public async Task A_refused_connection_is_bad_and_sent_nothing()
    {
        int port;
        await using (var server = LoopbackServer.Page(""))
            port = server.Port;
        var look = await LookAsync(new Uri($"http://127.0.0.1:{port}/"));
        Assert.Equal((Reachability.Bad, "refused"), (look.Reachability, look.Reason));
        Assert.Empty(look.Sent);
    }

    [Fact]
    public async Task A_connection_closed_without_an_answer_is_bad()
    {
        await using var server = new LoopbackServer((_, _) => Task.CompletedTask);
        var look = await LookAsync(server.Url());
        Assert.Equal((Reachability.Bad, "closed"), (look.Reachability, look.Reason));
        Assert.Null(Assert.Single(look.Sent).Status);
    }

    [Fact]
    public async Task A_reset_connection_is_bad()
    {
        await using var server = Resetting();
        Assert.Equal("reset", (await LookAsync(server.Url())).Reason);
    }

    /// <summary>A process that is being replaced does that, and is given its time to begin.</summary>
    [Fact]
    public async Task A_handshake_that_is_cut_off_is_a_reset_and_no_bad_certificate()
    {
        await using var server = Resetting();
        var look = await LookAsync(new Uri($"https://127.0.0.1:{server.Port}/"));
        Assert.Equal((Reachability.Bad, "reset"), (look.Reachability, look.Reason));
        Assert.Empty(look.Sent);
    }

    [Fact]
    public async Task A_body_that_ends_early_is_bad()
    {
        await using var server = LoopbackServer.Saying("HTTP/1.1 200 OK\nContent-Length: 100\n\nhalf");
        var look = await LookAsync(server.Url());
        Assert.Equal("closed", look.Reason);
        Assert.Equal(200, Assert.Single(look.Sent).Status);
    }

    [Fact]
    public async Task What_is_no_http_is_bad()
    {
        await using var server = LoopbackServer.Saying("+PONG\n\n");
        Assert.Equal("not-http", (await LookAsync(server.Url())).Reason);
    }

    [Fact]
    public async Task A_failed_handshake_is_bad_and_sent_nothing()
    {
        await using var server = LoopbackServer.Saying("HTTP/1.1 400 Bad Request\n\n");
        var look = await LookAsync(new Uri($"https://127.0.0.1:{server.Port}/"));
        Assert.Equal("tls", look.Reason);
        Assert.Empty(look.Sent);
    }

    [Fact]
    public async Task A_name_without_an_address_is_our_blindness()
    {
        var look = await LookAsync(new Uri("http://nowhere.invalid/"));
        Assert.Equal((Reachability.Missing, "resolver"), (look.Reachability, look.Reason));
        Assert.Empty(look.Sent);
    }

    [Fact]
    public async Task No_answer_in_time_is_bad()
    {
        var time = new FakeTimeProvider();
        await using var server = LoopbackServer.Hanging();
        await using var probe = new HttpProbe(new HttpProbeOptions { Url = server.Url() }, time);
        var looking = probe.LookAsync(CancellationToken.None).AsTask();
        await SeenAsync(server);
        time.Advance(TimeSpan.FromSeconds(1.9));
        Assert.False(looking.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.1));
        var look = await looking.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal((Reachability.Bad, "timeout"), (look.Reachability, look.Reason));
        Assert.Equal(TimeSpan.FromSeconds(2), Assert.Single(look.Sent).Duration);
    }

    [Fact]
    public async Task A_body_that_trickles_ends_with_the_time_out()
    {
        var time = new FakeTimeProvider();
        await using var server = new LoopbackServer(async (stream, cancel) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nx"u8.ToArray(), cancel);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancel);
        });
        await using var probe = new HttpProbe(new HttpProbeOptions { Url = server.Url() }, time);
        var looking = probe.LookAsync(CancellationToken.None).AsTask();
        await SeenAsync(server);
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("timeout", (await looking.WaitAsync(TimeSpan.FromSeconds(10))).Reason);
    }

    [Fact]
    public async Task A_look_that_we_end_ourselves_is_no_finding()
    {
        using var stopping = new CancellationTokenSource();
        await using var server = LoopbackServer.Hanging();
        await using var probe = new HttpProbe(new HttpProbeOptions { Url = server.Url() }, TimeProvider.System);
        var looking = probe.LookAsync(stopping.Token).AsTask();
        await SeenAsync(server);
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => looking.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task Each_look_opens_a_connection_of_its_own()
    {
        await using var server = LoopbackServer.Page("hello");
        await using var probe = new HttpProbe(new HttpProbeOptions { Url = server.Url() }, TimeProvider.System);
        for (var i = 0; i < 3; i++)
            Assert.Equal(Reachability.Good, (await probe.LookAsync(CancellationToken.None)).Reachability);
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task The_instance_is_named_after_its_address_unless_it_has_a_name()
    {
        var context = new ProbeContext("home", TimeProvider.System);
        var options = new HttpProbeOptions { Url = new Uri("http://Shop.example/x") };
        var plain = Assert.Single(HttpProbe.Make(options, context));
        await using (plain.Probe)
            Assert.Equal(("shop.example:80", (TargetGroup?)null), (plain.Instance, plain.Group));
        options = new HttpProbeOptions { Url = options.Url, Instance = "blue", Group = TargetGroup.Control };
        var named = Assert.Single(HttpProbe.Make(options, context));
        await using (named.Probe)
            Assert.Equal(("blue", TargetGroup.Control), (named.Instance, named.Group));
    }

    private static LoopbackServer Resetting() => new((stream, _) =>
    {
        stream.Socket.LingerState = new LingerOption(true, 0);
        stream.Socket.Close();
        return Task.CompletedTask;
    });

    private static Task<Look> LookAsync(Uri url) => LookAsync(new HttpProbeOptions { Url = url });

    private static async Task<Look> LookAsync(HttpProbeOptions options)
    {
        await using var probe = new HttpProbe(options, TimeProvider.System);
        return await probe.LookAsync(CancellationToken.None).AsTask().WaitAsync(TimeSpan.FromSeconds(10));
    }

    private static async Task SeenAsync(LoopbackServer server)
    {
        while (server.Requests.IsEmpty)
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
    }
}
