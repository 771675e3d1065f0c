using System.Net.Http.Headers;
using System.Text;
using Bellwether.Agent.Configuration;
using Bellwether.Agent.Tests.Storage;

namespace Bellwether.Agent.Tests.Api.Access;

/// <summary>A whole agent in this process that asks its callers who they are, made from a configuration.</summary>
internal sealed class GuardedAgent : IAsyncDisposable
{
    /// <summary>One token a role, each named after it.</summary>
    public const string Tokens = """
        access:
          tokens:
            - { name: read, token: "${file:read.token}", roles: [read] }
            - { name: announce, token: "${file:announce.token}", roles: [announce] }
            - { name: override, token: "${file:override.token}", roles: [override] }
            - { name: points, token: "${file:points.token}", roles: [points] }
            - { name: report, token: "${file:report.token}", roles: [report] }
        """;

    private readonly TemporaryFolder _folder = new();

    private GuardedAgent(AgentHost host, TemporaryFolder folder) => (Host, _folder) = (host, folder);

    public AgentHost Host { get; }

    public Uri Address => new(Host.Address);

    /// <summary>Starts one.</summary>
    /// <param name="more">What stands in the file beside a service that nothing answers for.</param>
    /// <param name="files">Further files beside it.</param>
    public static async Task<GuardedAgent> StartAsync(string more, params (string Name, string Text)[] files)
    {
        var folder = new TemporaryFolder();
        foreach (var (name, text) in files) await File.WriteAllTextAsync(folder.File(name), text);
        foreach (var role in new[] { "read", "announce", "override", "points", "report" })
            await File.WriteAllTextAsync(folder.File($"{role}.token"), TokenOf(role) + "\n");
        var file = folder.File("bellwether.yaml");
        await File.WriteAllTextAsync(file, Yaml(more));
        var outcome = ConfigurationLoader.Load(file, Surroundings.OfThisProcess());
        var plan = outcome.Plan ?? throw new InvalidOperationException(string.Join('\n', outcome.Faults));
        var host = new AgentHost(plan, TimeProvider.System);
        await host.StartAsync(CancellationToken.None);
        return new(host, folder);
    }

    public static string TokenOf(string role) => $"{role}-0123456789abcdef";

    public string FileOf(string name) => _folder.File(name);

    /// <summary>A client that shows this token; null for none.</summary>
    public HttpClient Client(string? token = null) => Client(new SocketsHttpHandler(), token);

    public HttpClient Client(SocketsHttpHandler handler, string? token = null)
    {
        (handler.UseProxy, handler.UseCookies) = (false, false);
        var client = new HttpClient(handler) { BaseAddress = Address };
        if (token is not null) client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        _folder.Dispose();
    }

    public static HttpRequestMessage Request(string method, string path)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        if (method != "POST") return request;
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes("{}"));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return request;
    }

    private static string Yaml(string more) => $$"""
        environment: demo
        mode: gate
        state: state
        agent: { id: host-1 }
        service: shop
        probes: [ { name: app, scrape: { url: "http://127.0.0.1:9/metrics", every: 5s } } ]
        {{(more.Contains("listen:", StringComparison.Ordinal) ? "" : "listen: http://127.0.0.1:0")}}
        {{more}}
        """;
}
