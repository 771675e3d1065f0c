using System.Net;

namespace Bellwether.Agent.Tests.Api.Access;

/// <summary>What a page in somebody's browser on this host could try.</summary>
public sealed class BrowserTests(RunningAgent agent) : IClassFixture<RunningAgent>
{
    [Theory]
    [InlineData("127.0.0.1:7070", 200)]
    [InlineData("localhost", 200)]
    [InlineData("[::1]:1", 200)]
    [InlineData("127.8.8.8", 200)]
    [InlineData("evil.example", 421)]
    [InlineData("evil.example:7070", 421)]
    [InlineData("localhost.evil.example", 421)]
    [InlineData("127.0.0.1.evil.example", 421)]
    [InlineData("10.0.0.1", 421)]
    public async Task A_name_that_was_bent_to_loopback_is_refused(string host, int status)
    {
        using var request = GuardedAgent.Request("GET", "/v1/signals");
        request.Headers.Host = host;
        using var answer = await agent.Http.SendAsync(request);
        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData("http://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    public async Task A_page_of_another_origin_changes_nothing(string origin, HttpStatusCode status)
    {
        using var request = GuardedAgent.Request("POST", "/v1/deployments");
        request.Headers.TryAddWithoutValidation("Origin", origin);
        using var answer = await agent.Http.SendAsync(request);
        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task A_page_of_our_own_may()
    {
        using var request = GuardedAgent.Request("POST", "/v1/deployments");
        request.Headers.TryAddWithoutValidation("Origin", agent.Http.BaseAddress!.GetLeftPart(UriPartial.Authority));
        using var answer = await agent.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task No_answer_invites_pages_of_others()
    {
        using var request = GuardedAgent.Request("OPTIONS", "/v1/deployments");
        request.Headers.TryAddWithoutValidation("Origin", "http://evil.example");
        request.Headers.TryAddWithoutValidation("Access-Control-Request-Method", "POST");
        using var answer = await agent.Http.SendAsync(request);
        Assert.DoesNotContain(answer.Headers, h => h.Key.StartsWith("Access-Control", StringComparison.Ordinal));
        Assert.False(answer.IsSuccessStatusCode);
    }
}
