using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Bellwether.Contracts.Deployments;
using Bellwether.Contracts.Signals;
using Bellwether.Contracts.Wire;

namespace Bellwether.Agent.Commands.Demo;

/// <summary>What the running agent says over HTTP. Nothing is known where it does not answer yet, or no more.</summary>
internal sealed class AgentWindow : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly HttpClient _http;

    public AgentWindow(Uri agent) => _http = new HttpClient(new SocketsHttpHandler { UseProxy = false })
    {
        BaseAddress = agent,
        Timeout = Patience,
    };

    /// <summary>Null where it is not known.</summary>
    public Task<DeploymentStatus?> DeploymentAsync(string id, CancellationToken stopping) =>
        AskAsync($"/v1/deployments/{id}", ContractsJson.Wire.DeploymentStatus, stopping);

    /// <summary>Empty where none is known.</summary>
    public async Task<IReadOnlyList<SignalStatus>> SignalsAsync(CancellationToken stopping) =>
        await AskAsync("/v1/signals", ContractsJson.Wire.IReadOnlyListSignalStatus, stopping) ?? [];

    public void Dispose() => _http.Dispose();

    private async Task<T?> AskAsync<T>(string path, JsonTypeInfo<T> form, CancellationToken stopping) where T : class
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri(path, UriKind.Relative), stopping);
            if (answer.StatusCode != HttpStatusCode.OK) return null;
            await using var body = await answer.Content.ReadAsStreamAsync(stopping);
            return await JsonSerializer.DeserializeAsync(body, form, stopping);
        }
        catch (HttpRequestException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return null;
        }
    }
}
