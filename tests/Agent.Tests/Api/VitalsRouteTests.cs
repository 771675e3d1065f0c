using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Bellwether.Agent.Configuration;
using Bellwether.Agent.Tests.Storage;

namespace Bellwether.Agent.Tests.Api;

/// <summary>What pages in browsers may do, on an agent that asks everybody else who they are.</summary>
public sealed class VitalsRouteTests : IAsyncLifetime, IDisposable
{
    private const string Shop = "https://shop.example";

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 20 });
    private AgentHost _agent = null!;

    public async Task InitializeAsync()
    {
        await File.WriteAllTextAsync(_folder.File("token"), "read-0123456789abcdef");
        var file = _folder.File("bellwether.yaml");
        await File.WriteAllTextAsync(file, """
            environment: test
            mode: gate
            listen: http://127.0.0.1:0
            state: state
            agent: { id: browsers }
            access: { tokens: [ { name: read, token: "${file:token}", roles: [read] } ] }
            service: shop
            probes:
              - name: browsers
                vitals: { origins: ["https://shop.example"], per-client: 5, proxies: [127.0.0.0/8] }
            """);
        var outcome = ConfigurationLoader.Load(file, Surroundings.OfThisProcess());
        _agent = new AgentHost(
            outcome.Plan ?? throw new InvalidOperationException(string.Join('\n', outcome.Faults)),
            TimeProvider.System);
        await _agent.StartAsync(CancellationToken.None);
        _http.BaseAddress = new Uri(_agent.Address);
    }

    public async Task DisposeAsync()
    {
        await _agent.DisposeAsync();
        Dispose();
    }

    public void Dispose()
    {
        _http.Dispose();
        if (Directory.Exists(_folder.Path)) _folder.Dispose();
    }

    [Theory]
    [InlineData("text/plain;charset=UTF-8", "{}", 204)]
    [InlineData("application/json", "{\"lcp\":1200}", 204)]
    [InlineData("text/plain", "no", 400)]
    public async Task A_page_of_the_shop_may_send(string type, string body, int status)
    {
        using var answer = await PostAsync(Shop, body, type);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal([Shop], answer.Headers.GetValues("Access-Control-Allow-Origin"));
        Assert.Empty(await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    [InlineData(null)]
    public async Task Another_may_not(string? origin)
    {
        using var answer = await PostAsync(origin, "{}");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData(Shop, 204)]
    [InlineData("https://evil.example", 403)]
    public async Task A_browser_that_asks_beforehand_is_told(string origin, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, new Uri("/v1/vitals", UriKind.Relative));
        request.Headers.TryAddWithoutValidation("Origin", origin);
        request.Headers.TryAddWithoutValidation("Access-Control-Request-Method", "POST");
        using var answer = await _http.SendAsync(request);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(status == 204, answer.Headers.Contains("Access-Control-Allow-Methods"));
    }

    [Fact]
    public async Task It_may_come_through_a_proxy_under_any_name_and_one_client_has_its_measure()
    {
        for (var i = 0; i < 6; i++)
        {
            using var answer = await PostAsync(
                Shop, "{}", forwarded: "198.51.100.9, 203.0.113.7", host: "shop.example");
            Assert.Equal(i < 5 ? 204 : 429, (int)answer.StatusCode);
        }

        // Whatever the client itself wrote in front tells nobody who it is.
        using var same = await PostAsync(Shop, "{}", forwarded: "192.0.2.1, 203.0.113.7");
        Assert.Equal(429, (int)same.StatusCode);
        using var other = await PostAsync(Shop, "{}", forwarded: "203.0.113.8");
        Assert.Equal(204, (int)other.StatusCode);
    }

    [Fact]
    public async Task A_long_body_is_not_read_and_nothing_else_is_open_to_pages()
    {
        using var answer = await PostAsync(Shop, new string(' ', 2_049));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        using var read = await _http.GetAsync(new Uri("/v1/vitals", UriKind.Relative));
        Assert.NotEqual(HttpStatusCode.OK, read.StatusCode);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/v1/deployments", UriKind.Relative));
        request.Headers.TryAddWithoutValidation("Origin", Shop);
        using var refused = await _http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task A_flood_of_pages_keeps_nobody_else_out()
    {
        var flood = await Task.WhenAll(Enumerable.Range(0, 400).Select(async i =>
        {
            using var answer = await PostAsync(Shop, "{}", forwarded: $"203.0.{i / 250}.{i % 250}");
            return (int)answer.StatusCode;
        }));
        Assert.Contains(429, flood);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/v1/signals", UriKind.Relative));
        request.Headers.Authorization = new("Bearer", "read-0123456789abcdef");
        using var answer = await _http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private async Task<HttpResponseMessage> PostAsync(
        string? origin, string body, string type = "text/plain", string? forwarded = null, string? host = null)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/v1/vitals", UriKind.Relative))
        {
            Content = content,
        };
        if (origin is not null) request.Headers.TryAddWithoutValidation("Origin", origin);
        if (forwarded is not null) request.Headers.TryAddWithoutValidation("X-Forwarded-For", forwarded);
        request.Headers.Host = host;
        return await _http.SendAsync(request);
    }
}
