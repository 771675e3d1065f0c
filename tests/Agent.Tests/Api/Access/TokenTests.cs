using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Bellwether.Agent.Api.Limits;

namespace Bellwether.Agent.Tests.Api.Access;

public sealed class TokenTests : IAsyncLifetime
{
    private GuardedAgent _agent = null!;

    public async Task InitializeAsync() => _agent = await GuardedAgent.StartAsync(GuardedAgent.Tokens);

    public async Task DisposeAsync() => await _agent.DisposeAsync();

    [Fact]
    public async Task Without_a_token_the_answer_is_a_problem_that_says_how_to_show_one()
    {
        using var client = _agent.Client();
        using var answer = await client.GetAsync(new Uri("/v1/deployments", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("Bearer realm=\"bellwether\"", answer.Headers.WwwAuthenticate.ToString());
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(401, problem.RootElement.GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task The_wrong_role_is_403_and_names_the_right_one()
    {
        using var client = _agent.Client(GuardedAgent.TokenOf("read"));
        using var request = GuardedAgent.Request("POST", "/v1/deployments");
        using var answer = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("scope=\"announce\"", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        Assert.Contains("role announce, which read does not have", await answer.Content.ReadAsStringAsync(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Basic cmVhZDowMTIzNDU2Nzg5YWJjZGVm")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer read-0123456789abcde")]
    [InlineData("Bearer read-0123456789abcdef0")]
    [InlineData("Bearer READ-0123456789ABCDEF")]
    [InlineData("read-0123456789abcdef")]
    public async Task What_is_nobodys_token_is_401(string header)
    {
        using var client = _agent.Client();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header);
        using var answer = await client.GetAsync(new Uri("/v1/deployments", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("invalid_token", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("0123456789abcde", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_in_the_address_is_no_token()
    {
        using var client = _agent.Client();
        var path = $"/v1/deployments?access_token={GuardedAgent.TokenOf("read")}";
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task What_is_not_there_is_told_to_known_callers_alone()
    {
        using var nobody = _agent.Client();
        using var somebody = _agent.Client(GuardedAgent.TokenOf("points"));
        var path = new Uri("/v1/nothing", UriKind.Relative);
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await somebody.GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed,
            (await somebody.DeleteAsync(new Uri("/v1/deployments", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task That_it_lives_is_told_without_a_token()
    {
        using var client = _agent.Client();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri("/health/live", UriKind.Relative))).StatusCode);
        Assert.Equal(
            HttpStatusCode.Unauthorized, (await client.GetAsync(new Uri("/metrics", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task Pages_that_were_opened_need_none()
    {
        await using var agent = await GuardedAgent.StartAsync(GuardedAgent.Tokens + "\n  open: [metrics, ready]\n");
        using var client = agent.Client();
        foreach (var path in new[] { "/metrics", "/health/ready" })
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri(path, UriKind.Relative))).StatusCode);
        Assert.Equal(
            HttpStatusCode.Unauthorized, (await client.GetAsync(new Uri("/v1/signals", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task Who_shows_too_many_wrong_tokens_waits_and_nobody_else_does()
    {
        using var wrong = Client("127.0.0.2", "wrong-0123456789abcdef");
        using var right = Client("127.0.0.2", GuardedAgent.TokenOf("read"));
        using var other = Client("127.0.0.3", GuardedAgent.TokenOf("read"));
        var path = new Uri("/v1/signals", UriKind.Relative);
        for (var i = 0; i < ApiLimits.WrongTokens; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, (await wrong.GetAsync(path)).StatusCode);
        using var refused = await wrong.GetAsync(path);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 10);
        // Or the right one could be found by trying after all.
        Assert.Equal(HttpStatusCode.TooManyRequests, (await right.GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task Who_comes_in_changes_when_the_configuration_is_read_again()
    {
        using var client = _agent.Client(GuardedAgent.TokenOf("read"));
        var path = new Uri("/v1/signals", UriKind.Relative);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(path)).StatusCode);
        var plan = _agent.Host.Entrance.Plan;
        _agent.Host.Entrance.Use(plan with { Tokens = [.. plan.Tokens.Where(t => t.Name != "read")] });
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(path)).StatusCode);
    }

    private HttpClient Client(string from, string token) => _agent.Client(new SocketsHttpHandler
    {
        ConnectCallback = async (context, cancel) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, context.DnsEndPoint.Port), cancel);
            return new NetworkStream(socket, ownsSocket: true);
        },
    }, token);
}
