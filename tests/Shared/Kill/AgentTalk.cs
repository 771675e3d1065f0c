using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bellwether.Testing.Kill;

/// <summary>Talks to an agent that may be away at any moment: it asks until it is answered.</summary>
internal sealed class AgentTalk(string address, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly HttpClient _client = new() { BaseAddress = new Uri(address), Timeout = TimeSpan.FromSeconds(5) };

    /// <summary>Posts until there is an answer; its status.</summary>
    public async Task<HttpStatusCode> PostAsync(string path, JsonObject body, CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                using var answer = await _client.PostAsJsonAsync(path, body, stopping);
                return answer.StatusCode;
            }
            catch (Exception e) when (IsAway(e, stopping))
            {
                await Task.Delay(Pause, time, stopping);
            }
        }
    }

    /// <summary>Asks once. Null while the agent is away.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Body)?> GetAsync(string path, CancellationToken stopping)
    {
        try
        {
            using var answer = await _client.GetAsync(path, stopping);
            return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(stopping));
        }
        catch (Exception e) when (IsAway(e, stopping) || e is JsonException)
        {
            return null;
        }
    }

    public void Dispose() => _client.Dispose();

    private static bool IsAway(Exception e, CancellationToken stopping) =>
        e is HttpRequestException or IOException
        || (e is OperationCanceledException && !stopping.IsCancellationRequested);
}
