using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Bellwether.Agent.Configuration;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Tests.Storage;

namespace Bellwether.Agent.Tests.Api;

/// <summary>A whole agent in this process, on a port of the system's choice; nothing answers where it looks.</summary>
public sealed class RunningAgent : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private AgentHost _host = null!;

    public HttpClient Http { get; } = new();

    /// <summary>Time since its last whole round of judging.</summary>
    public TimeSpan Silence => _host.Silence;

    public Task InitializeAsync()
    {
        var plan = ConfigurationLoader.FromScrape(
            new Uri("http://127.0.0.1:9/metrics"), "shop", "demo", Mode.Gate, _folder.Path, new Uri(
                "http://127.0.0.1:0"));
        _host = new AgentHost(plan with { AgentId = "host-1" }, TimeProvider.System);
        return StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        Dispose();
    }

    public void Dispose()
    {
        Http.Dispose();
        if (Directory.Exists(_folder.Path)) _folder.Dispose();
    }

    public async Task<(int Status, JsonElement Body)> GetAsync(string path)
    {
        using var answer = await Http.GetAsync(new Uri(path, UriKind.Relative));
        return ((int)answer.StatusCode, await BodyAsync(answer));
    }

    public async Task<(int Status, JsonElement Body)> PostAsync(
        string path, string body, string type = "application/json")
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        if (type.Length > 0) content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using var answer = await Http.PostAsync(new Uri(path, UriKind.Relative), content);
        return ((int)answer.StatusCode, await BodyAsync(answer));
    }

    public Task<(int Status, JsonElement Body)> StartAsync(string id, string more = "") => PostAsync(
        "/v1/deployments",
        $$"""{"deploymentId":"{{id}}","service":"shop","environment":"demo","version":"2"{{more}}}""");

    public Task<(int Status, JsonElement Body)> OverrideAsync(string id, string decision) => PostAsync(
        $"/v1/deployments/{id}/override", $$"""{"decision":"{{decision}}","reason":"seen","actor":"ada"}""");

    private async Task StartAsync()
    {
        await _host.StartAsync(CancellationToken.None);
        Http.BaseAddress = new Uri(_host.Address);
    }

    private static async Task<JsonElement> BodyAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        if ((int)answer.StatusCode >= 400 && answer.RequestMessage!.RequestUri!.AbsolutePath.StartsWith(
            "/v1", StringComparison.Ordinal))
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
