using System.Net;
using System.Net.Sockets;
using Bellwether.Probes.Dns;

namespace Bellwether.Probes.Tests.Dns;

public sealed class DnsProbeTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(200);

    [Theory]
    [InlineData("", false, null)]
    [InlineData("192.0.2.7", false, null)]
    [InlineData("192.0.2.8", false, "shop.example has no A 192.0.2.8, but 192.0.2.7, 192.0.2.9")]
    [InlineData("192.0.2.7", true, "shop.example also has A 192.0.2.9")]
    [InlineData("192.0.2.9 192.0.2.7", true, null)]
    public async Task The_records_must_be_there(string expected, bool exact, string? detail)
    {
        await using var server = new SmallNameServer(question => SmallNameServer.Answer(question, 0,
            [DnsMessageTests.Record(DnsRecordType.A, 60, [192, 0, 2, 7]),
             DnsMessageTests.Record(DnsRecordType.A, 60, [192, 0, 2, 9])]));
        var look = await LookAsync(server.Port, expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), exact);
        Assert.Equal((detail is null ? null : "wrong-records", detail), (look.Reason, look.Detail));
        Assert.Equal((2, 60), (look.Value("records"), look.Value("ttl")));
    }

    [Theory]
    [InlineData(2, "servfail")]
    [InlineData(3, "nxdomain")]
    [InlineData(5, "rcode-5")]
    [InlineData(0, "no-records")]
    public async Task What_a_named_server_does_not_know_is_bad(int code, string reason)
    {
        await using var server = new SmallNameServer(question => SmallNameServer.Answer(question, code, []));
        var look = await LookAsync(server.Port);
        Assert.Equal((Reachability.Bad, reason), (look.Reachability, look.Reason));
    }

    [Fact]
    public async Task An_answer_that_does_not_fit_is_asked_for_again_over_TCP()
    {
        await using var server = new SmallNameServer(
            question => SmallNameServer.Answer(question, 0,
                [DnsMessageTests.Record(DnsRecordType.A, 60, [192, 0, 2, 7])]), cutsDatagrams: true);
        var look = await LookAsync(server.Port, ["192.0.2.7"]);
        Assert.True(look.Reachability is Reachability.Good, look.ToString());
    }

    [Fact]
    public async Task A_server_that_is_away_and_one_that_is_silent_are_bad()
    {
        await using var silent = new SmallNameServer(_ => null);
        Assert.Equal("timeout", (await LookAsync(silent.Port, timeout: Short)).Reason);
        // Taken, so that no other test gets it; being connected to itself it hears nobody else.
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        await taken.ConnectAsync(taken.LocalEndPoint!);
        Assert.Equal("refused", (await LookAsync(((IPEndPoint)taken.LocalEndPoint!).Port)).Reason);
    }

    [Fact]
    public async Task A_garbled_answer_is_bad_and_a_forged_one_not_heard()
    {
        await using var garbled = new SmallNameServer(question => [.. SmallNameServer.Answer(question, 0, [[0xc0]])]);
        Assert.Equal("malformed", (await LookAsync(garbled.Port)).Reason);
        await using var forged = new SmallNameServer(question =>
        {
            var answer = SmallNameServer.Answer(question, 0,
                [DnsMessageTests.Record(DnsRecordType.A, 60, [6, 6, 6, 6])]);
            answer[0] ^= 1;
            return answer;
        });
        Assert.Equal("timeout", (await LookAsync(forged.Port, timeout: Short)).Reason);
    }

    [Fact]
    public void The_systems_server_is_the_first_that_its_file_names()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "# none\nsearch example\nnameserver\t192.0.2.53\nnameserver 192.0.2.54\n");
        Assert.Equal(new IPEndPoint(IPAddress.Parse("192.0.2.53"), 53), DnsServer.OfSystem(file));
        File.WriteAllText(file, "search example\n");
        Assert.Null(DnsServer.OfSystem(file));
        File.Delete(file);
    }

    [Theory]
    [InlineData("shop.example", "192.0.2.53", null)]
    [InlineData("shop.example.", "[::1]:5353", null)]
    [InlineData("shop..example", null, "name must be labels of 1 to 63 ASCII characters with '.' between them.")]
    [InlineData("grüße.example", null, "name must be labels of 1 to 63 ASCII characters with '.' between them.")]
    [InlineData("shop.example", "dns.example", "server must be an address such as 192.0.2.53 or [::1]:5353.")]
    public void Options_are_checked(string name, string? server, string? fault) => Assert.Equal(
        fault is null ? [] : [fault], OptionFaults.Of(new DnsProbeOptions { Name = name, Server = server }));

    [Fact]
    public void Expectations_are_checked()
    {
        Assert.Equal(["exact needs expect."], OptionFaults.Of(new DnsProbeOptions { Name = "a", Exact = true }));
        Assert.Equal(["expect must hold addresses."],
            OptionFaults.Of(new DnsProbeOptions { Name = "a", Expect = ["b"] }));
        Assert.Equal(["expect may hold 32 entries at most."], OptionFaults.Of(
            new DnsProbeOptions { Name = "a", Type = DnsRecordType.Txt, Expect = [.. Enumerable.Repeat("b", 33)] }));
    }

    private static async Task<Look> LookAsync(
        int port, IReadOnlyList<string>? expect = null, bool exact = false, TimeSpan? timeout = null)
    {
        var options = new DnsProbeOptions
        {
            Name = "shop.example",
            Server = $"127.0.0.1:{port}",
            Expect = expect ?? [],
            Exact = exact,
            Timeout = timeout ?? TimeSpan.FromSeconds(5),
        };
        await using var probe = new DnsProbe(options, new("dns", TimeProvider.System));
        return await probe.LookAsync(default);
    }
}
