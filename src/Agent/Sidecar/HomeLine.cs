using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Contracts.Points;
using Bellwether.Contracts.Wire;
using Bellwether.Probes.Dialing;

namespace Bellwether.Agent.Sidecar;

/// <summary>The line to the home. It follows no redirect and uses no proxy: the token is for the home alone.</summary>
internal sealed class HomeLine : IDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private const int LongestAnswer = 64 * 1024;

    private readonly HttpClient _client;
    private readonly string _service;

    public HomeLine(SidecarPlan sidecar, WatchPlan plan)
    {
        _service = $"v1/points/{plan.Service}/{plan.Environment}";
        var handler = OutgoingHttp.Handler(AddressGuard.Standard);
        handler.MaxConnectionsPerServer = 1;
        handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
        _client = new HttpClient(handler)
        {
            BaseAddress = sidecar.Home,
            Timeout = Patience,
            MaxResponseContentBufferSize = LongestAnswer,
        };
        if (sidecar.Token is { } token) _client.DefaultRequestHeaders.Authorization = new("Bearer", token);
    }

    /// <summary>Asks how wide points are there.</summary>
    public Task<HomeAnswer> AskAsync(CancellationToken stopping) =>
        CallAsync(new HttpRequestMessage(HttpMethod.Get, _service), stopping);

    public Task<HomeAnswer> SendAsync(PointsReported report, CancellationToken stopping)
    {
        var body = new ByteArrayContent(
            JsonSerializer.SerializeToUtf8Bytes(report, ContractsJson.Wire.PointsReported));
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return CallAsync(new HttpRequestMessage(HttpMethod.Post, "v1/points") { Content = body }, stopping);
    }

    public void Dispose() => _client.Dispose();

    private async Task<HomeAnswer> CallAsync(HttpRequestMessage request, CancellationToken stopping)
    {
        using var _ = request;
        try
        {
            using var response = await _client.SendAsync(request, stopping).ConfigureAwait(false);
            var body = await response.Content.ReadAsByteArrayAsync(stopping).ConfigureAwait(false);
            if (response.StatusCode is HttpStatusCode.OK)
                return new(HomeAnswerKind.Taken, JsonSerializer.Deserialize(body, ContractsJson.Wire.PointsTaken));
            return new(KindOf(response.StatusCode), Problem: $"{(int)response.StatusCode}: {DetailOf(body)}");
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or IOException
            || (e is OperationCanceledException && !stopping.IsCancellationRequested))
        {
            return new(HomeAnswerKind.Later, Problem: e.GetBaseException().Message);
        }
    }

    /// <remarks>What a person can put right at the home, a token or a service that is not there yet, is worth waiting
    /// for.</remarks>
    private static HomeAnswerKind KindOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Conflict => HomeAnswerKind.OtherInterval,
        HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge => HomeAnswerKind.Refused,
        _ => HomeAnswerKind.Later,
    };

    private static string DetailOf(byte[] body)
    {
        try
        {
            using var problem = JsonDocument.Parse(body);
            return problem.RootElement.ValueKind is JsonValueKind.Object
                && problem.RootElement.TryGetProperty("detail", out var detail) ? $"{detail}" : "no reason given";
        }
        catch (JsonException)
        {
            return "no reason given";
        }
    }
}
