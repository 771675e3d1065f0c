using System.Net;
using System.Text.Json;
using Bellwether.Agent.Api;

namespace Bellwether.Agent.Tests.Api;

public sealed class EventTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly RunningAgent _agent = new();

    public Task InitializeAsync() => _agent.InitializeAsync();

    public Task DisposeAsync() => _agent.DisposeAsync();

    public void Dispose() => _agent.Dispose();

    [Fact]
    public async Task A_message_is_told_as_it_becomes_durable_and_again_to_who_asks_from_an_earlier_one()
    {
        using var live = await ReadAsync(null);
        await _agent.StartAsync("shop-1");
        await _agent.OverrideAsync("shop-1", "promote");
        var overridden = await NextAsync(live.Reader, "bellwether.verdict-overridden.v1");
        var verdict = await NextAsync(live.Reader, "bellwether.verdict-issued.v1");
        Assert.True(verdict.Id > overridden.Id);
        Assert.Equal("shop-1:host-1:watch:0:1", verdict.Data.GetProperty("data").GetProperty("verdictId").GetString());

        using var later = await ReadAsync(overridden.Id);
        var again = await NextAsync(later.Reader, "bellwether.verdict-issued.v1");
        Assert.Equal((verdict.Id, verdict.Data.GetRawText()), (again.Id, again.Data.GetRawText()));
    }

    [Fact]
    public async Task Progress_is_told_as_an_event_too()
    {
        using var live = await ReadAsync(null);
        await _agent.StartAsync("shop-1");
        var seen = await NextAsync(live.Reader, "bellwether.evidence-reported.v1");
        Assert.Equal(("1.0", "shop-1"),
            (seen.Data.GetProperty("specversion").GetString(), seen.Data.GetProperty(
                "data").GetProperty("deploymentId").GetString()));
        Assert.Equal(0, seen.Id);
    }

    [Fact]
    public async Task One_reader_too_many_is_refused_and_a_place_that_is_left_is_free()
    {
        var readers = new List<Reading>();
        for (var i = 0; i < EventRoutes.MostReaders; i++) readers.Add(await ReadAsync(null));
        using (var refused = await _agent.Http.GetAsync(
            new Uri("/v1/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead))
            Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        foreach (var reader in readers) reader.Dispose();
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            using var answer = await _agent.Http.GetAsync(
                new Uri("/v1/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, patience.Token);
            if (answer.IsSuccessStatusCode) break;
        }
    }

    private async Task<Reading> ReadAsync(long? after)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/v1/events", UriKind.Relative));
        if (after is { } id) request.Headers.Add("Last-Event-ID", $"{id}");
        var answer = await _agent.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        Assert.Equal(": bellwether events", await reader.ReadLineAsync());
        return new(answer, reader);
    }

    private static async Task<(long Id, JsonElement Data)> NextAsync(StreamReader reader, string type)
    {
        using var patience = new CancellationTokenSource(Patience);
        var (id, found) = (0L, "");
        while (await reader.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.Length == 0) (id, found) = (0, "");
            else if (line.StartsWith("id: ", StringComparison.Ordinal)) id = long.Parse(line[4..]);
            else if (line.StartsWith("event: ", StringComparison.Ordinal)) found = line[7..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal) && found == type)
            {
                using var document = JsonDocument.Parse(line[6..]);
                return (id, document.RootElement.Clone());
            }
        }

        throw new InvalidOperationException($"the stream ended before a {type}");
    }

    private sealed record Reading(HttpResponseMessage Answer, StreamReader Reader) : IDisposable
    {
        public void Dispose()
        {
            Reader.Dispose();
            Answer.Dispose();
        }
    }
}
