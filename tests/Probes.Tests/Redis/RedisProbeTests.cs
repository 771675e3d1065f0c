using System.Net;
using System.Net.Sockets;
using System.Text;
using Bellwether.Probes.Dialing;
using Bellwether.Probes.Redis;

namespace Bellwether.Probes.Tests.Redis;

public sealed class RedisProbeTests
{
    [Fact]
    public async Task Totals_of_another_server_behind_the_name_are_told_apart_by_its_start()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var probe = new RedisProbe(
            new() { Host = "127.0.0.1", Port = ((IPEndPoint)listener.LocalEndpoint).Port, Timeout = new(0, 0, 9) },
            TimeProvider.System, AddressGuard.Standard);
        List<double?> starts = [];
        // A failover to a replica that was started with the primary, and back.
        foreach (var run in new[] { "aaa", "aaa", "bbb", "aaa" })
        {
            var answer = AnswerAsync(listener, $"redis_version:8.0.0\r\nrun_id:{run}\r\nuptime_in_seconds:1000\r\n"
                + "evicted_keys:7\r\n");
            var look = await probe.LookAsync(default);
            await answer;
            Assert.Equal((Reachability.Good, 7), (look.Reachability, look.Value("evictions")));
            starts.Add(look.Value("process_start_time_seconds"));
        }

        Assert.Equal(starts[0], starts[1]);
        Assert.True(Math.Abs(starts[2]!.Value - starts[1]!.Value) > 1.5);
        Assert.True(Math.Abs(starts[3]!.Value - starts[2]!.Value) > 1.5);
    }

    private static async Task AnswerAsync(TcpListener listener, string info)
    {
        using var client = await listener.AcceptTcpClientAsync();
        await using var stream = client.GetStream();
        var asked = new byte[RespCommand.Of("INFO").Length];
        await stream.ReadExactlyAsync(asked);
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"${info.Length}\r\n{info}\r\n"));
    }
}
