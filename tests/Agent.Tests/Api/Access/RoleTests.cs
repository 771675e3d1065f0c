using System.Net;
using Bellwether.Agent.Api.Access;
using Microsoft.AspNetCore.Routing;

namespace Bellwether.Agent.Tests.Api.Access;

public sealed class RoleTests : IAsyncLifetime
{
    private GuardedAgent _agent = null!;

    public async Task InitializeAsync() => _agent = await GuardedAgent.StartAsync(GuardedAgent.Tokens);

    public async Task DisposeAsync() => await _agent.DisposeAsync();

    [Fact]
    public void Every_route_declares_who_may_call_it()
    {
        var silent = _agent.Host.Routes
            .Where(route => route.Metadata.GetMetadata<RouteDemand>() is null).Select(route => route.DisplayName);
        Assert.Empty(silent);
        Assert.True(_agent.Host.Routes.Count > 15);
    }

    [Fact]
    public void Everybody_may_ask_whether_it_lives_and_pages_may_send_and_nothing_else() => Assert.Equal(
        ["/health/live", "/v1/vitals", "/v1/vitals"],
        _agent.Host.Routes.Where(r => r.Metadata.GetMetadata<RouteDemand>() is { Role: null })
            .Select(r => r.RoutePattern.RawText).Order());

    [Fact]
    public async Task Each_route_lets_in_its_role_alone()
    {
        var clients = new[] { "read", "announce", "override", "points", "report" }
            .ToDictionary(role => role, role => _agent.Client(GuardedAgent.TokenOf(role)));
        using var nobody = _agent.Client();
        foreach (var route in _agent.Host.Routes.Where(
            r => r.Metadata.GetMetadata<RouteDemand>() is not { Role: null }))
        {
            var demanded = $"{route.Metadata.GetMetadata<RouteDemand>()!.Role}".ToLowerInvariant();
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(nobody, route));
            foreach (var (role, client) in clients)
            {
                var status = await StatusAsync(client, route);
                Assert.True(
                    (role == demanded) == status is not (HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized),
                    $"{route.RoutePattern.RawText} answers {status} to {role}");
            }
        }

        foreach (var client in clients.Values) client.Dispose();
    }

    [Theory]
    [InlineData("GET", "/v1/deployments", "read")]
    [InlineData("GET", "/v1/deployments/x/verdict", "read")]
    [InlineData("GET", "/v1/events", "read")]
    [InlineData("GET", "/metrics", "read")]
    [InlineData("GET", "/health/ready", "read")]
    [InlineData("POST", "/v1/deployments", "announce")]
    [InlineData("POST", "/v1/deployments/x/finish", "announce")]
    [InlineData("POST", "/v1/preflights", "announce")]
    [InlineData("POST", "/v1/deployments/x/override", "override")]
    [InlineData("POST", "/v1/deployments/x/hold", "override")]
    [InlineData("POST", "/v1/deployments/x/feedback", "override")]
    [InlineData("POST", "/v1/masks", "override")]
    [InlineData("POST", "/v1/metrics", "report")]
    public void The_roles_stay_what_they_are(string method, string path, string role)
    {
        var pattern = path.Replace("/x", "/{id}", StringComparison.Ordinal);
        var route = Assert.Single(_agent.Host.Routes, r => r.RoutePattern.RawText == pattern && Takes(r, method));
        Assert.Equal(role, $"{route.Metadata.GetMetadata<RouteDemand>()!.Role}".ToLowerInvariant());
    }

    private static bool Takes(RouteEndpoint route, string method) =>
        route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains(method) ?? true;

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, RouteEndpoint route)
    {
        var path = route.RoutePattern.RawText!.Replace("{id}", "x", StringComparison.Ordinal)
            .Replace("{service}/{environment}/{version}", "a/b/c", StringComparison.Ordinal);
        using var request = GuardedAgent.Request(Takes(route, "GET") ? "GET" : "POST", path);
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return answer.StatusCode;
    }
}
