using System.Net;
using System.Net.Sockets;
using System.Text;
using Bellwether.Agent.Api.Limits;

namespace Bellwether.Agent.Tests.Api.Limits;

/// <summary>What strangers send: over a plain socket, for a client would not let it out.</summary>
public sealed class SurfaceTests(RunningAgent agent) : IClassFixture<RunningAgent>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("/v1/deployments/../../../../etc/passwd", 404)]
    [InlineData("/v1/deployments/%2e%2e/%2e%2e/etc/passwd", 404)]
    [InlineData("/v1/deployments/..%2f..%2fetc%2fpasswd", 404)]
    [InlineData("/%2e%2e/%2e%2e/etc/passwd", 404)]
    [InlineData("/v1/deployments/%00", 400)]
    [InlineData("//etc/passwd", 404)]
    [InlineData("/v1\\deployments", 404)]
    public async Task A_path_leads_nowhere_else(string path, int status) =>
        Assert.Equal(status, await StatusAsync($"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n"));

    [Theory]
    [InlineData("TRACE")]
    [InlineData("CONNECT")]
    [InlineData("PROPFIND")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    public async Task A_method_that_nobody_offers_does_nothing(string method)
    {
        var target = method == "CONNECT" ? "localhost:1" : "/v1/deployments";
        var status = await StatusAsync(
            $"{method} {target} HTTP/1.1\r\nHost: {(method == "CONNECT" ? target : "localhost")}\r\n\r\n");
        Assert.Contains(status, (int[])[400, 404, 405, 501]);
    }

    [Fact]
    public async Task Headers_have_limits()
    {
        var many = string.Concat(Enumerable.Range(0, ApiLimits.Headers).Select(i => $"X-{i}: 1\r\n"));
        Assert.Equal(431, await StatusAsync($"GET / HTTP/1.1\r\nHost: localhost\r\n{many}\r\n"));
        var large = new string('a', ApiLimits.HeaderBytes);
        Assert.Equal(431, await StatusAsync($"GET / HTTP/1.1\r\nHost: localhost\r\nX-Large: {large}\r\n\r\n"));
        var line = new string('a', ApiLimits.RequestLineBytes);
        Assert.Equal(414, await StatusAsync($"GET /{line} HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    }

    [Theory]
    [InlineData("Content-Length: 2\r\nContent-Length: 3\r\n\r\n{} ")]
    [InlineData("Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"
        + "GET /smuggled HTTP/1.1\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n")]
    [InlineData("Transfer-Encoding: gzip, chunked, chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("Content-Length: -1\r\n\r\n")]
    [InlineData("Content-Length: 2\r\n folded: yes\r\n\r\n{}")]
    [InlineData("Host: other\r\nContent-Length: 2\r\n\r\n{}")]
    public async Task What_two_servers_could_read_differently_is_refused(string rest)
    {
        var answers = await TalkAsync(
            $"POST /v1/deployments HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n{rest}");
        Assert.StartsWith("HTTP/1.1 400", answers, StringComparison.Ordinal);
        Assert.DoesNotContain("404", answers, StringComparison.Ordinal);
    }

    [Fact]
    public async Task JSON_that_is_nested_too_deep_is_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 5000)) + "1" + new string('}', 5000);
        Assert.Equal(400, (await agent.PostAsync("/v1/deployments", deep)).Status);
        var list = new string('[', 20_000) + new string(']', 20_000);
        Assert.Equal(400, (await agent.PostAsync("/v1/deployments", list)).Status);
    }

    [Fact]
    public async Task Content_types_that_contradict_each_other_are_no_JSON() => Assert.Equal(
        415, await StatusAsync("POST /v1/deployments HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Content-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}"));

    [Fact]
    public async Task A_body_that_is_announced_as_too_large_is_refused_before_it_comes() => Assert.Equal(
        413, await StatusAsync("POST /v1/deployments HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + $"Content-Length: {ApiLimits.BodyBytes + 1}\r\n\r\n"));

    [Fact]
    public async Task A_chunked_body_is_held_to_the_same_limit()
    {
        var chunk = new string(' ', ApiLimits.BodyBytes);
        Assert.Equal(413, await StatusAsync("POST /v1/deployments HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
            + $"{chunk.Length:x}\r\n{chunk}\r\n{chunk.Length:x}\r\n{chunk}\r\n0\r\n\r\n"));
    }

    [Fact]
    public async Task No_answer_tells_what_the_server_is() => Assert.DoesNotContain(
        "Server:", await TalkAsync("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"),
        StringComparison.OrdinalIgnoreCase);

    private async Task<int> StatusAsync(string request) => int.Parse((await TalkAsync(request)).Split(' ')[1]);

    /// <summary>Sends the text as it is and gives the head of the answer, or all that comes where the connection is
    /// closed after it.</summary>
    private async Task<string> TalkAsync(string request)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, agent.Http.BaseAddress!.Port, patience.Token);
        var stream = socket.GetStream();
        var heard = new StringBuilder();
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(request), patience.Token);
            var bytes = new byte[4096];
            while (!IsWhole(heard.ToString()) && await stream.ReadAsync(bytes, patience.Token) is > 0 and var count)
                heard.Append(Encoding.Latin1.GetString(bytes, 0, count));
        }
        catch (IOException)
        {
            // It was refused before it was all sent; what was said before that counts.
        }

        return heard.ToString();
    }

    private static bool IsWhole(string heard) => heard.Contains("\r\n\r\n", StringComparison.Ordinal)
        && !heard.Contains("Connection: close", StringComparison.Ordinal);
}
