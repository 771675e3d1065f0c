using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Bellwether.Agent.Sampling;
using Bellwether.Probes;
using Bellwether.Probes.Http;
using Bellwether.Probes.Scrape;
using Bellwether.Testing.Hostile;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bellwether.Agent.Tests.Sampling;

/// <summary>One of each kind of hostile target, looked at by the real probes beside targets that behave.</summary>
public sealed class HostileNeighboursTests
{
    private const int GoodLooks = 8;

    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ConcurrentQueue<SampledLook> _looks = new();

    [Fact]
    public async Task Hostile_targets_of_each_kind_cost_their_neighbours_no_look_and_the_agent_no_memory()
    {
        var targets = Enum.GetValues<HostileKind>()
            .Select(kind => (Kind: kind, Target: new HostileTarget(kind))).ToList();
        using var behaved = new GoodTarget();
        List<SampledProbe> hostile =
            [.. targets.SelectMany(one => Probes($"{one.Kind}", one.Target.Url, Second, Second * 0.8))];
        List<SampledProbe> neighbours = [.. Enumerable.Range(0, 3).SelectMany(i =>
            Probes($"good{i}", behaved.Url, Quick, TimeSpan.FromSeconds(20)))];
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await using var sampler = new Sampler(
            [.. hostile, .. neighbours], _looks.Enqueue, TimeProvider.System, NullLoggerFactory.Instance);
        await sampler.StartAsync(CancellationToken.None);
        await Probing.UntilAsync(() => neighbours.All(one => Looks(one).Count >= GoodLooks)
            && hostile.All(one => Looks(one).Count > 0));
        await sampler.StopAsync();

        foreach (var probe in neighbours)
        {
            // The listeners are in this process and the machine may be busy: a few looks may be late, or given up. What
            // a hostile target could cost would be all of them.
            var seen = Looks(probe).Where(look => look.Look is { Reachability: Reachability.Good, NoData: null });
            var cells = seen.Select(look => look.At.UtcTicks / Quick.Ticks).ToList();
            Assert.Equal(cells.Distinct().Order(), cells);
            Assert.InRange(cells[^1] - cells[0] + 1 - cells.Count, 0, cells.Count);
        }

        Assert.All(hostile, probe => Assert.InRange(Looks(probe).Count, 1, 60));
        Assert.Empty(sampler.ReadVitals().Stuck);
        foreach (var (_, target) in targets) await target.DisposeAsync();
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 64 << 20);
    }

    private List<SampledLook> Looks(SampledProbe probe) => [.. _looks.Where(look => look.Probe == probe.ProbeName)];

    /// <summary>A scrape and a request of the front page, as the catalog makes them.</summary>
    private static IEnumerable<SampledProbe> Probes(string name, Uri url, TimeSpan every, TimeSpan timeout)
    {
        var gap = 2 * timeout;
        var scrape = ProbeCatalog.Find("scrape")!.Make(
            new ScrapeProbeOptions { Url = url, Every = gap, Timeout = timeout }, new(name, TimeProvider.System));
        var http = ProbeCatalog.Find("http")!.Make(
            new HttpProbeOptions { Url = url, Every = gap, Timeout = timeout }, new(name, TimeProvider.System));
        yield return Sampled($"{name}-scrape", scrape.Single(), every);
        yield return Sampled($"{name}-http", http.Single(), every);
    }

    private static SampledProbe Sampled(string name, TargetedProbe probe, TimeSpan every) => new()
    {
        Service = "checkout",
        Environment = "test",
        ProbeName = name,
        Instance = probe.Instance,
        Every = every,
        Probe = probe.Probe,
    };

    /// <summary>Answers everybody at once with a page.</summary>
    private sealed class GoodTarget : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

        public GoodTarget()
        {
            _listener.Start();
            _ = AcceptAsync();
        }

        public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/metrics");

        public void Dispose() => _listener.Stop();

        private async Task AcceptAsync()
        {
            try
            {
                while (true) _ = ServeAsync(await _listener.AcceptSocketAsync());
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // It is over.
            }
        }

        private static async Task ServeAsync(Socket socket)
        {
            using (socket)
                try
                {
                    var request = new byte[4096];
                    if (await socket.ReceiveAsync(request) > 0)
                        await socket.SendAsync(
                            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nup 1\n"u8.ToArray());
                    // Its own end goes first: a reset would take the answer with it.
                    socket.Shutdown(SocketShutdown.Send);
                    while (await socket.ReceiveAsync(request) > 0)
                    {
                    }
                }
                catch (SocketException)
                {
                    // The client is gone.
                }
        }
    }
}
