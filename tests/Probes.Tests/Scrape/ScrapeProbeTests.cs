using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Bellwether.Probes.Dialing;
using Bellwether.Probes.Scrape;
using Bellwether.Probes.Targets;

namespace Bellwether.Probes.Tests.Scrape;

public sealed class ScrapeProbeTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(150);

    [Fact]
    public async Task A_page_is_brought_whole_with_the_one_request_that_was_made()
    {
        await using var server = RawServer.Page("# TYPE up gauge\nup{x=\"1\"} 1\nrequests_total 7\n");
        var look = await LookAsync(server.Url, Long);
        Assert.Equal((Reachability.Good, null, null), (look.Reachability, look.Reason, look.NoData));
        Assert.Equal([("up", 1d), ("requests_total", 7d)], look.Readings.Select(r => (r.Name, r.Value)));
        var sent = Assert.Single(look.Sent);
        Assert.Equal(($"http://127.0.0.1:{server.Port}", "/metrics", (int?)200), (sent.Origin, sent.Path, sent.Status));
        Assert.Null(look.Sighting);
    }

    [Fact]
    public async Task The_request_prefers_OpenMetrics_takes_gzip_and_carries_the_headers_of_the_options()
    {
        await using var server = RawServer.Page("up 1\n");
        await using var probe = Probe(server.Url, Long,
            new ScrapeHeaderOptions { Name = "Authorization", Value = "Bearer x" });
        _ = await probe.LookAsync(default);
        var request = Assert.Single(server.Requests);
        Assert.StartsWith("GET /metrics?q=1 HTTP/1.1\r\n", request, StringComparison.Ordinal);
        Assert.Contains("Accept: application/openmetrics-text;version=1.0.0,"
            + "text/plain;version=0.0.4;q=0.5,*/*;q=0.1\r\n", request);
        Assert.Contains("Accept-Encoding: gzip\r\n", request);
        Assert.Contains("Authorization: Bearer x\r\n", request);
        Assert.DoesNotContain("traceparent", request, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_content_type_decides_how_the_page_is_read()
    {
        const string Page = "# TYPE a counter\na_total 1\n";
        await using var open = RawServer.Page(
            Page + "# EOF\n", "application/openmetrics-text; version=1.0.0; charset=utf-8");
        Assert.Equal("a", (await LookAsync(open.Url, Long)).Readings[0].Family.Name);
        await using var cut = RawServer.Page(Page, "application/openmetrics-text; version=1.0.0");
        Assert.Equal("unparsable", (await LookAsync(cut.Url, Long)).NoData);
        await using var wrong = RawServer.Page(Page, "application/json");
        Assert.Equal(Reachability.Good, (await LookAsync(wrong.Url, Long)).Reachability);
        await using var none = RawServer.Answering("HTTP/1.0 200 OK\n\n", Page);
        Assert.Single((await LookAsync(none.Url, Long)).Readings);
    }

    [Fact]
    public async Task Where_OpenMetrics_cannot_be_read_text_is_asked_for_from_the_next_look_on()
    {
        await using var server = RawServer.Page("a 1\n", "application/openmetrics-text");
        await using var probe = Probe(server.Url, Long);
        _ = await probe.LookAsync(default);
        _ = await probe.LookAsync(default);
        Assert.Equal([true, false],
            server.Requests.Select(r => r.Contains("openmetrics-text", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_frozen_page_is_a_good_page_look_after_look()
    {
        await using var server = RawServer.Page("up 1\n");
        await using var probe = Probe(server.Url, Long);
        var first = await probe.LookAsync(default);
        var second = await probe.LookAsync(default);
        Assert.Equal(first.Readings[0], second.Readings[0]);
        Assert.Equal(Reachability.Good, second.Reachability);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(404)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Another_status_was_reached_but_gives_no_readings(int status)
    {
        await using var server = RawServer.Answering(
            $"HTTP/1.1 {status} X\nLocation: /elsewhere\nContent-Length: 5\nConnection: close\n\n", "up 1\n");
        var look = await LookAsync(server.Url, Long);
        Assert.Equal((Reachability.Good, $"status-{status}"), (look.Reachability, look.NoData));
        Assert.Empty(look.Readings);
        Assert.Equal(status, Assert.Single(look.Sent).Status);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task An_unparsable_page_names_line_reason_and_a_content_type_that_is_none_of_metrics()
    {
        await using var text = RawServer.Page("up 1\nup one\n");
        Assert.Equal("line 2: \"one\" is not a number", (await LookAsync(text.Url, Long)).Detail);
        await using var html = RawServer.Page("<html>", "text/html");
        var look = await LookAsync(html.Url, Long);
        Assert.Equal((Reachability.Good, "unparsable"), (look.Reachability, look.NoData));
        Assert.Equal("line 1: expected a metric name, found \"<html>\" "
            + "(the answer is text/html, not a metrics page)", look.Detail);
    }

    [Fact]
    public async Task A_page_without_a_sample_is_no_evidence_of_anything()
    {
        await using var server = RawServer.Page("# nothing yet\n");
        Assert.Equal("empty", (await LookAsync(server.Url, Long)).NoData);
    }

    [Fact]
    public async Task A_gzip_page_is_read_and_a_damaged_one_is_unparsable()
    {
        var page = Gzip(Encoding.ASCII.GetBytes("up 1\n"));
        await using var good = RawServer.Answering("HTTP/1.0 200 OK\nContent-Encoding: gzip\n\n", page);
        Assert.Single((await LookAsync(good.Url, Long)).Readings);
        page[^9] ^= 0xff;
        await using var damaged = RawServer.Answering("HTTP/1.0 200 OK\nContent-Encoding: gzip\n\n", page);
        var look = await LookAsync(damaged.Url, Long);
        Assert.Equal((Reachability.Good, "unparsable"), (look.Reachability, look.NoData));
    }

    [Fact]
    public async Task A_gzip_bomb_is_too_large()
    {
        var bomb = Gzip(new byte[24 << 20]);
        Assert.InRange(bomb.Length, 1, 1 << 20);
        await using var server = RawServer.Answering("HTTP/1.0 200 OK\nContent-Encoding: gzip\n\n", bomb);
        var look = await LookAsync(server.Url, Long);
        Assert.Equal((Reachability.Good, "too-large"), (look.Reachability, look.NoData));
    }

    [Fact]
    public async Task A_page_over_the_limit_is_too_large_whether_it_says_so_or_not()
    {
        await using var says = RawServer.Answering("HTTP/1.1 200 OK\nContent-Length: 99999999\n\n", "up 1\n");
        Assert.Equal("too-large", (await LookAsync(says.Url, Long)).NoData);
        var comments = string.Concat(Enumerable.Repeat($"#{new string('-', 1022)}\n", 10 << 10));
        await using var silent = RawServer.Answering("HTTP/1.0 200 OK\n\n", comments + "\n");
        Assert.Equal("too-large", (await LookAsync(silent.Url, Long)).NoData);
        await using var just = RawServer.Answering("HTTP/1.0 200 OK\n\n", "up 1\n#" + comments[6..]);
        Assert.Null((await LookAsync(just.Url, Long)).NoData);
    }

    [Fact]
    public async Task A_page_with_too_many_samples_says_so()
    {
        await using var server = RawServer.Page(string.Concat(Enumerable.Repeat("up 1\n", 50_001)));
        var look = await LookAsync(server.Url, Long);
        Assert.Equal((Reachability.Good, "too-many-samples"), (look.Reachability, look.NoData));
        Assert.Equal("line 50001: the page has more than 50000 samples", look.Detail);
    }

    [Fact]
    public async Task Endless_headers_are_too_large()
    {
        await using var server = new RawServer(async (_, stream, stopping) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\n"u8.ToArray(), stopping);
            while (true)
                await stream.WriteAsync("X-More: of the same, and more, and more\r\n"u8.ToArray(), stopping);
        });
        var look = await LookAsync(server.Url, Long);
        Assert.Equal((Reachability.Good, "too-large"), (look.Reachability, look.NoData));
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nX-Slow: ")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")]
    public async Task A_server_that_hangs_or_trickles_is_timed_out_as_a_whole(string head)
    {
        await using var server = new RawServer(async (_, stream, stopping) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head), stopping);
            while (head.Length > 0)
            {
                await stream.WriteAsync("1"u8.ToArray(), stopping);
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, stopping);
            }

            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stopping);
        });
        var look = await LookAsync(server.Url, Short);
        Assert.Equal((Reachability.Bad, "timeout"), (look.Reachability, look.Reason));
        Assert.InRange(Assert.Single(look.Sent).Duration, Short * 0.9, Long / 2);
    }

    [Fact]
    public async Task Our_own_cancellation_is_no_finding()
    {
        using var stopping = new CancellationTokenSource();
        await using var server = new RawServer(async (_, _, gone) =>
        {
            await stopping.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, gone);
        });
        await using var probe = Probe(server.Url, Long);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await probe.LookAsync(stopping.Token));
    }

    [Fact]
    public async Task A_port_where_nobody_listens_is_refused_and_nothing_was_sent()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var look = await LookAsync(new($"http://127.0.0.1:{port}/metrics"), Long);
        Assert.Equal((Reachability.Bad, "refused", "refused"), (look.Reachability, look.Reason, look.NoData));
        Assert.Empty(look.Sent);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nup 1\n")]
    public async Task A_connection_that_is_reset_is_bad(string begun)
    {
        await using var server = new RawServer(async (socket, stream, stopping) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(begun), stopping);
            socket.LingerState = new(enable: true, seconds: 0);
            socket.Close();
        });
        var look = await LookAsync(server.Url, Long);
        Assert.Equal((Reachability.Bad, "reset"), (look.Reachability, look.Reason));
        Assert.Single(look.Sent);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\nContent-Length: 100\n\nup 1\n")]
    [InlineData("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n5\nup 1\n")]
    public async Task Half_an_answer_is_bad_and_none_of_it_is_believed(string half)
    {
        await using var server = RawServer.Answering(half);
        var look = await LookAsync(server.Url, Long);
        Assert.Equal((Reachability.Bad, "closed"), (look.Reachability, look.Reason));
        Assert.Empty(look.Readings);
    }

    /// <summary>Linux takes 0.0.0.0 for this host, and the guard does not.</summary>
    [Fact]
    public async Task A_target_that_a_list_names_is_reached_where_its_address_was_named_and_not_elsewhere()
    {
        await using var server = RawServer.Page("up 1\n");
        var options = new ScrapeProbeOptions { TargetsFrom = new() { File = "/targets.yaml" }, Timeout = Long };
        var target = new FoundTarget { Instance = "a", Host = "0.0.0.0", Port = server.Port };
        var context = new ProbeContext("app", TimeProvider.System);
        await using var refused = ScrapeProbe.MakeFor(options, context, target);
        Assert.Equal("address-refused", (await refused.LookAsync(default)).Reason);
        context = context with { Guard = new([IPNetwork.Parse("0.0.0.0/8")]) };
        await using var named = ScrapeProbe.MakeFor(options, context, target);
        Assert.Single((await named.LookAsync(default)).Readings);
    }

    [Fact]
    public async Task A_server_that_speaks_no_HTTP_is_bad()
    {
        await using var server = RawServer.Answering("220 mail.example ESMTP\n\n");
        Assert.Equal("not-http", (await LookAsync(server.Url, Long)).Reason);
    }

    [Fact]
    public async Task A_name_that_our_resolver_does_not_find_is_our_blindness()
    {
        var look = await LookAsync(new("http://nobody.invalid/metrics"), Long);
        Assert.Equal((Reachability.Missing, "resolver"), (look.Reachability, look.Reason));
        Assert.Empty(look.Sent);
    }

    [Fact]
    public async Task A_resolver_that_hangs_is_our_blindness_too()
    {
        var url = new Uri("http://slow.example/metrics");
        var client = new ScrapeClient(AddressGuard.Standard, async (_, gone) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, gone);
            return [];
        });
        await using var probe = new ScrapeProbe(url, new() { Url = url, Timeout = Short }, TimeProvider.System, client);
        var look = await probe.LookAsync(default);
        Assert.Equal((Reachability.Missing, "resolver"), (look.Reachability, look.Reason));
        Assert.Empty(look.Sent);
    }

    [Fact]
    public async Task A_connection_that_the_target_closed_between_looks_is_no_finding()
    {
        await using var server = RawServer.Answering("HTTP/1.1 200 OK\nContent-Length: 5\n\n", "up 1\n");
        await using var probe = Probe(server.Url, Long);
        for (var look = 1; look <= 3; look++)
            Assert.Equal(Reachability.Good, (await probe.LookAsync(default)).Reachability);
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task Looks_at_a_target_that_keeps_its_connection_open_share_it()
    {
        await using var server = new RawServer(async (_, stream, stopping) =>
        {
            var request = new byte[4096];
            do
                await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nup 1\n"u8.ToArray(), stopping);
            while (await stream.ReadAsync(request, stopping) > 0);
        });
        await using var probe = Probe(server.Url, Long);
        for (var look = 1; look <= 3; look++)
            Assert.Equal(Reachability.Good, (await probe.LookAsync(default)).Reachability);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_time_out_noticed_far_too_late_is_our_blindness()
    {
        await using var server = new RawServer((_, _, gone) =>
            Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, gone));
        await using var probe = new ScrapeProbe(
            server.Url, new() { Url = server.Url, Timeout = Short }, new StandingStill());
        var look = await probe.LookAsync(default);
        Assert.Equal((Reachability.Missing, "late"), (look.Reachability, look.Reason));
    }

    private static async Task<Look> LookAsync(Uri url, TimeSpan timeout)
    {
        await using var probe = Probe(url, timeout);
        return await probe.LookAsync(default);
    }

    private static ScrapeProbe Probe(Uri url, TimeSpan timeout, params ScrapeHeaderOptions[] headers) =>
        new(url, new() { Url = url, Timeout = timeout, Headers = headers }, TimeProvider.System);

    private static byte[] Gzip(byte[] plain)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(plain);
        return packed.ToArray();
    }

    /// <summary>Timers run as ever, but an hour passes between any two glances at the clock.</summary>
    private sealed class StandingStill : TimeProvider
    {
        private long _glances;

        public override long GetTimestamp() => Interlocked.Increment(ref _glances) * 3600 * TimestampFrequency;
    }
}
