using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Bellwether.Probes.Receiving;
using Bellwether.Probes.Statsd;
using Bellwether.Tests;

namespace Bellwether.Probes.Tests.Statsd;

public sealed class StatsdWindowTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly WindowSet _windows = new();
    private readonly Socket _sender = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly int _port = FreePort();

    public async ValueTask DisposeAsync()
    {
        _sender.Dispose();
        await _windows.DisposeAsync();
    }

    [Fact]
    public async Task What_is_sent_has_the_names_of_a_page()
    {
        var probe = Probe();
        await SendAsync(9, "orders:1|c\norders:2|c|@0.5\n", "orders:1|c|#paid:yes,vip", "queue:7|g",
            "queue:-2|g\nqueue:+1|g",
            "cart.size:12|h|@0.5", "users:anna|s\nusers:bert|s");
        await SendAsync(10, "users:anna|s");
        var page = Page(probe);
        Assert.Contains("orders_total 5", page);
        Assert.Contains("orders_total{paid=\"yes\",vip=\"true\"} 1", page);
        Assert.Contains("queue 6", page);
        Assert.Contains("users 2", page);
        Assert.Contains("cart_size_bucket{le=\"10\"} 0", page);
        Assert.Contains("cart_size_bucket{le=\"20\"} 2", page);
        Assert.Contains("cart_size_sum 24", page);
        // A set is of the time since the last look; totals stay.
        Assert.Contains("users 0", Page(probe));
        Assert.Contains("orders_total 5", Page(probe));
    }

    [Fact]
    public async Task Timers_are_in_seconds_and_one_line_may_have_several()
    {
        var probe = Probe();
        await SendAsync(1, "request.time:320:40:5000|ms|#status:200");
        var page = Page(probe);
        Assert.Contains("request_time_seconds_bucket{status=\"200\",le=\"0.05\"} 1", page);
        Assert.Contains("request_time_seconds_bucket{status=\"200\",le=\"0.4\"} 2", page);
        Assert.Contains("request_time_seconds_bucket{status=\"200\",le=\"+Inf\"} 3", page);
        Assert.Contains("request_time_seconds_count{status=\"200\"} 3", page);
    }

    [Theory]
    [InlineData("orders")]
    [InlineData("orders:1")]
    [InlineData(":1|c")]
    [InlineData("orders:|c")]
    [InlineData("orders:x|c")]
    [InlineData("orders:-1|c")]
    [InlineData("orders:NaN|c")]
    [InlineData("orders:1e300|c")]
    [InlineData("orders:1|x")]
    [InlineData("orders:1|c|@0")]
    [InlineData("orders:1|c|@2")]
    [InlineData("orders:1|c|@x")]
    [InlineData("orders:1|c||#a:b")]
    [InlineData("...:1|c")]
    public async Task A_line_that_is_none_is_counted_and_harms_no_other(string line)
    {
        var probe = Probe();
        await SendAsync(1, $"{line}\ngood:1|c");
        var look = Look(probe);
        Assert.Equal("good_total", Assert.Single(look.Readings, reading => reading.Value > 0).Name);
        Assert.Contains("1 lines could not be read", look.Detail, StringComparison.Ordinal);
        Assert.Null(Look(probe).Detail);
    }

    [Fact]
    public async Task What_a_later_protocol_adds_is_passed_over()
    {
        var probe = Probe();
        await SendAsync(1, "_e{5,4}:title|text\n_sc|check|0\norders:1|c|c:container|T1656581400|#a:b\r\n");
        var look = Look(probe);
        Assert.Equal("{a=\"b\"}", $"{Assert.Single(look.Readings).Labels}");
        Assert.Null(look.Detail);
    }

    [Fact]
    public async Task Names_of_others_are_passed_over()
    {
        var probe = Probe(prefix: "shop.");
        await SendAsync(1, "cart.x:1|c\nshop.x:1|c");
        Assert.Equal(["x_total 1"], Page(probe));
    }

    [Fact]
    public async Task Names_are_bounded_and_of_one_type()
    {
        var probe = Probe();
        await SendAsync(100, string.Join('\n', Enumerable.Range(0, 120).Select(i => $"n{i}:1|c")));
        await SendAsync(100, "n0:1|c|#a:b");
        Assert.Equal(100, Look(probe).Readings.Count);
        var other = Probe("other", FreePort(), out var port);
        await SendToAsync(port, 2, "x:1|g\nx:1|h\ny:1|g", "other");
        Assert.Equal(["x 1", "y 1"], Page(other));
    }

    [Fact]
    public async Task A_window_that_is_closed_listens_no_more_whoever_still_looks()
    {
        var probe = Probe();
        await _windows.DisposeAsync();
        Assert.Equal("no-socket", Look(probe).Reason);
        Assert.True(IsFree(_port));
    }

    [Fact]
    public async Task Silence_is_no_data_for_all_and_for_each_level()
    {
        var probe = Probe();
        Assert.Equal((Reachability.Missing, "silent"), (Look(probe).Reachability, Look(probe).Reason));
        await SendAsync(2, "level:1|g\ntotal:1|c");
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(["level 1", "total_total 1"], Page(probe));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("silent", Look(probe).Reason);
        await SendAsync(3, "total:1|c");
        Assert.Equal(["total_total 2"], Page(probe));
    }

    [Fact]
    public async Task A_port_that_another_program_has_is_missing_until_it_is_free()
    {
        using (var taken = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp))
        {
            taken.Bind(new IPEndPoint(IPAddress.Loopback, _port));
            var blind = Look(Probe());
            Assert.Equal((Reachability.Missing, "no-socket"), (blind.Reachability, blind.Reason));
            Assert.Contains("AddressAlreadyInUse", blind.Detail, StringComparison.Ordinal);
        }

        var probe = Probe();
        Look(probe);
        await SendAsync(1, "x:1|c");
        Assert.Equal(["x_total 1"], Page(probe));
    }

    [Fact]
    public async Task A_reload_keeps_what_was_sent_and_goes_to_another_port()
    {
        await SendAsync(1, "x:1|c", Probe());
        var probe = Probe("app", FreePort(), out var port);
        await SendToAsync(port, 2, "x:1|c");
        Assert.Equal(["x_total 2"], Page(probe));
        Assert.True(IsFree(_port));
    }

    [Theory]
    [InlineData("127.0.0.1:8125", null, true)]
    [InlineData("[::1]:8125", null, true)]
    [InlineData("0.0.0.0:8125", null, false)]
    [InlineData("0.0.0.0:8125", "10.0.0.0/8", true)]
    [InlineData("127.0.0.1:0", null, false)]
    [InlineData("127.0.0.1", null, false)]
    [InlineData("localhost:8125", null, false)]
    public void Where_it_listens_and_who_may_send_go_together(string listen, string? senders, bool good) =>
        Assert.Equal(good, OptionFaults.Of(new StatsdProbeOptions
        {
            Listen = listen,
            Senders = senders is null ? [] : [IPNetwork.Parse(senders)],
        }).Count == 0);

    [Fact]
    public async Task Who_is_not_named_is_not_heard()
    {
        var probe = StatsdProbe.Make(
            new() { Listen = $"127.0.0.1:{_port}", Senders = [IPNetwork.Parse("10.0.0.0/8")] },
            Context("app"))[0].Probe;
        await SendOnceAsync(_port, "x:1|c");
        await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        Assert.Equal("silent", Look(probe).Reason);
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
        return true;
    }

    private static Look Look(IProbe probe) =>
        probe.LookAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();

    private static string[] Page(IProbe probe) =>
    [
        .. Look(probe).Readings.Select(r => $"{r.Name}{(r.Labels.Count == 0 ? "" : r.Labels)} "
            + r.Value.ToString("R", CultureInfo.InvariantCulture)),
    ];

    private ProbeContext Context(string name) => new(name, _time) { Service = "shop", Windows = _windows };

    private IProbe Probe(string prefix = "") => StatsdProbe.Make(
        new() { Listen = $"127.0.0.1:{_port}", Prefix = prefix, MostReadings = 100 }, Context("app"))[0].Probe;

    private IProbe Probe(string name, int port, out int listens)
    {
        listens = port;
        return StatsdProbe.Make(new() { Listen = $"127.0.0.1:{port}" }, Context(name))[0].Probe;
    }

    private Task SendAsync(int taken, string datagram, IProbe _) => SendToAsync(_port, taken, datagram);

    private async Task SendAsync(int taken, params string[] datagrams)
    {
        foreach (var datagram in datagrams[..^1]) await SendOnceAsync(_port, datagram);
        await SendToAsync(_port, taken, datagrams[^1]);
    }

    private Task<int> SendOnceAsync(int port, string datagram) => _sender.SendToAsync(
        Encoding.UTF8.GetBytes(datagram), new IPEndPoint(IPAddress.Loopback, port));

    /// <summary>Sends, and waits until so many lines in all are taken.</summary>
    private async Task SendToAsync(int port, int taken, string datagram, string name = "app")
    {
        await SendOnceAsync(port, datagram);
        var window = (StatsdWindow)_windows.Find("shop", name)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        while (window.Taken < taken)
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, patience.Token);
    }
}
