using System.Net;
using System.Net.Sockets;
using Bellwether.Probes.Tcp;
using Bellwether.Tests;

namespace Bellwether.Probes.Tests.Tcp;

public sealed class TcpProbeTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task A_connection_that_is_taken_is_good_and_has_a_latency(string host)
    {
        using var listener = Listening();
        var look = await LookAsync(host, Port(listener));
        Assert.Equal(Reachability.Good, look.Reachability);
        var reading = Assert.Single(look.Readings);
        Assert.Equal(("connect", "seconds"), (reading.Name, reading.Family.Unit));
        Assert.InRange(reading.Value, 0.000_001, 10);
    }

    [Fact]
    public async Task A_refused_connection_is_bad()
    {
        int port;
        using (var listener = Listening())
            port = Port(listener);
        var look = await LookAsync("127.0.0.1", port);
        Assert.Equal((Reachability.Bad, "refused", "refused"), (look.Reachability, look.Reason, look.NoData));
    }

    [Theory]
    [InlineData("nowhere.invalid")]
    [InlineData("a..b")]
    [InlineData("with blank")]
    public async Task A_name_without_an_address_is_our_blindness(string host)
    {
        var look = await LookAsync(host, 80);
        Assert.Equal((Reachability.Missing, "resolver"), (look.Reachability, look.Reason));
    }

    [Fact]
    public async Task No_answer_in_time_is_bad()
    {
        // A backlog of one that is full: Linux drops further handshakes, so that a caller waits.
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1);
        var port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        using var full = new Fillers(port);
        await full.FillAsync();

        var time = new FakeTimeProvider();
        await using var probe = Probe("127.0.0.1", port, time);
        var looking = probe.LookAsync(CancellationToken.None).AsTask();
        time.Advance(TimeSpan.FromSeconds(1.999));
        Assert.False(looking.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));
        var look = await looking.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal((Reachability.Bad, "timeout"), (look.Reachability, look.Reason));
    }

    [Fact]
    public async Task A_look_that_we_end_ourselves_is_no_finding()
    {
        using var stopping = new CancellationTokenSource();
        await stopping.CancelAsync();
        await using var probe = Probe("127.0.0.1", 9, TimeProvider.System);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => probe.LookAsync(stopping.Token).AsTask());
    }

    [Fact]
    public void Without_a_name_the_instance_is_host_and_port()
    {
        var made = Assert.Single(
            TcpProbe.Make(new TcpProbeOptions { Host = "cache", Port = 6379 }, new("c", TimeProvider.System)));
        Assert.Equal("cache:6379", made.Instance);
    }

    [Theory]
    [InlineData("h", 0, 10, 2, false)]
    [InlineData("h", 1, 10, 2, true)]
    [InlineData("h", 65535, 10, 2, true)]
    [InlineData("h", 65536, 10, 2, false)]
    [InlineData("", 80, 10, 2, false)]
    [InlineData("h", 80, 0.999, 0.5, false)]
    [InlineData("h", 80, 3600, 60, true)]
    [InlineData("h", 80, 3601, 60, false)]
    [InlineData("h", 80, 10, 0.049, false)]
    [InlineData("h", 80, 10, 10, false)]
    public void Options_keep_to_their_ranges(string host, int port, double every, double timeout, bool good)
    {
        var options = new TcpProbeOptions
        {
            Host = host,
            Port = port,
            Every = TimeSpan.FromSeconds(every),
            Timeout = TimeSpan.FromSeconds(timeout),
        };
        Assert.Equal(good, OptionFaults.Of(options).Count == 0);
    }

    private static Socket Listening()
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        return listener;
    }

    private static int Port(Socket listener) => ((IPEndPoint)listener.LocalEndPoint!).Port;

    private static TcpProbe Probe(string host, int port, TimeProvider time) =>
        new(new TcpProbeOptions { Host = host, Port = port }, time, Bellwether.Probes.Dialing.AddressGuard.Standard);

    private static async Task<Look> LookAsync(string host, int port)
    {
        await using var probe = Probe(host, port, TimeProvider.System);
        return await probe.LookAsync(CancellationToken.None).AsTask().WaitAsync(TimeSpan.FromSeconds(10));
    }

    /// <summary>Connections that nobody accepts, until one waits.</summary>
    private sealed class Fillers(int port) : IDisposable
    {
        private readonly List<Socket> _sockets = [];

        public async Task FillAsync()
        {
            for (var i = 0; i < 16; i++)
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                _sockets.Add(socket);
                var connecting = socket.ConnectAsync(IPAddress.Loopback, port);
                var quick =
                    await Task.WhenAny(connecting, Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System));
                if (quick != connecting)
                    return;
            }

            Assert.Fail("The backlog never filled.");
        }

        public void Dispose() => _sockets.ForEach(socket => socket.Dispose());
    }
}
