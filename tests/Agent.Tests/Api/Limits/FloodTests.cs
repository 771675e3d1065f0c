using System.Net;
using System.Net.Sockets;
using Bellwether.Agent.Api.Limits;

namespace Bellwether.Agent.Tests.Api.Limits;

public sealed class FloodTests(RunningAgent agent) : IClassFixture<RunningAgent>
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task The_rounds_go_on_in_a_flood_and_who_asks_seldom_is_answered()
    {
        var longest = TimeSpan.Zero;
        using var ending = new CancellationTokenSource(Length);
        var floods = Enumerable.Range(0, 16).Select(_ => FloodAsync(ending.Token)).ToArray();
        using var other = From("127.0.0.9");
        var answered = 0;
        while (!ending.IsCancellationRequested)
        {
            using var answer = await other.GetAsync(new Uri("/v1/signals", UriKind.Relative));
            if (answer.IsSuccessStatusCode) answered++;
            using var live = await agent.Http.GetAsync(new Uri("/health/live", UriKind.Relative));
            Assert.True(live.IsSuccessStatusCode);
            longest = agent.Silence > longest ? agent.Silence : longest;
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }

        var counts = await Task.WhenAll(floods);
        var (let, refused) = (counts.Sum(c => c.Let), counts.Sum(c => c.Refused));
        Assert.True(refused > let, $"{let} let through, {refused} refused");
        // A round each second, and the machine may be slow: but it may not stand still.
        Assert.InRange(longest, TimeSpan.FromTicks(1), TimeSpan.FromSeconds(3));
        Assert.True(answered > 5, $"{answered} answered");
    }

    [Fact]
    public async Task One_client_has_so_many_connections_and_another_still_finds_a_place()
    {
        var sockets = new List<Socket>();
        try
        {
            for (var i = 0; i < ApiLimits.ConnectionsOfOne; i++) sockets.Add(await ConnectAsync("127.0.0.4"));
            Assert.True(await IsRefusedAsync("127.0.0.4"));
            using var other = From("127.0.0.5");
            Assert.True((await other.GetAsync(new Uri("/health/live", UriKind.Relative))).IsSuccessStatusCode);
        }
        finally
        {
            foreach (var socket in sockets) socket.Dispose();
        }
    }

    [Fact]
    public async Task Only_so_many_wait_for_a_verdict_and_a_place_that_is_left_is_free()
    {
        await agent.StartAsync("waited-for");
        var places = new Places(2);
        var (one, two) = (places.Take(), places.Take());
        Assert.Null(places.Take());
        one!.Dispose();
        one.Dispose();
        using var three = places.Take();
        Assert.NotNull(three);
        Assert.Null(places.Take());
        two!.Dispose();
    }

    /// <summary>Connections are counted when the server gets to them, on a busy machine a moment after they are
    /// made.</summary>
    private async Task<bool> IsRefusedAsync(string address)
    {
        for (var tries = 0; tries < 100; tries++)
        {
            using var client = From(address);
            try
            {
                using var let = await client.GetAsync(new Uri("/health/live", UriKind.Relative));
            }
            catch (HttpRequestException)
            {
                return true;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        return false;
    }

    private async Task<(int Let, int Refused)> FloodAsync(CancellationToken ending)
    {
        var (let, refused) = (0, 0);
        using var client = From("127.0.0.6");
        while (!ending.IsCancellationRequested)
        {
            // The last one is not cut off: it counts.
            using var answer = await client.GetAsync(
                new Uri("/v1/deployments", UriKind.Relative), CancellationToken.None);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests) refused++;
            else let++;
        }

        return (let, refused);
    }

    private HttpClient From(string address) => new(new SocketsHttpHandler
    {
        UseProxy = false,
        ConnectCallback = async (_, _) => new NetworkStream(await ConnectAsync(address), ownsSocket: true),
    })
    {
        BaseAddress = agent.Http.BaseAddress,
    };

    private async Task<Socket> ConnectAsync(string from)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
        await socket.ConnectAsync(IPAddress.Loopback, agent.Http.BaseAddress!.Port);
        return socket;
    }
}
