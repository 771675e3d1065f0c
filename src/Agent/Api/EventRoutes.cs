using System.Text;
using System.Text.Json;
using Bellwether.Agent.Api.Access;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Journal;
using Bellwether.Agent.Watching;
using Bellwether.Contracts.Verdicts;
using Bellwether.Contracts.Wire;

namespace Bellwether.Agent.Api;

/// <summary>Server-sent events: every message as it becomes durable, and progress of the watches under way.</summary>
/// <remarks>A message has its journal sequence as id, so a reader that was cut off goes on with
/// Last-Event-ID.</remarks>
internal sealed class EventRoutes(
    DeploymentJournal journal, Enquiries enquiries, Changes changes, TimeProvider time, IHostApplicationLifetime agent)
{
    /// <summary>Readers at the same time; one more is refused with 429.</summary>
    public const int MostReaders = 32;

    private const int ReadBatch = 100;
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    private int _readers;

    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/events", StreamAsync).Demand(Role.Read);

    private async Task StreamAsync(HttpContext context)
    {
        if (Interlocked.Increment(ref _readers) > MostReaders)
        {
            Interlocked.Decrement(ref _readers);
            await Answers.ProblemAsync(
                context, StatusCodes.Status429TooManyRequests, "Too many readers",
                $"At most {MostReaders} may read events.");
            return;
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted, agent.ApplicationStopping);
        try
        {
            context.Response.ContentType = "text/event-stream";
            context.Response.Headers.CacheControl = "no-store";
            await WriteEventsAsync(context, From(context), ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The reader went away, or the agent ends: it asks again with the last id it has.
        }
        finally
        {
            Interlocked.Decrement(ref _readers);
        }
    }

    private long From(HttpContext context) =>
        long.TryParse(context.Request.Headers["Last-Event-ID"], out var last) && last >= 0
            && last <= journal.LastSequence
            ? last
            : journal.LastSequence;

    private async Task WriteEventsAsync(HttpContext context, long after, CancellationToken ending)
    {
        var told = new Dictionary<string, string>(StringComparer.Ordinal);
        await WriteAsync(context, ": bellwether events\n\n");
        while (!ending.IsCancellationRequested)
        {
            var next = changes.Next;
            while (journal.Outgoing(after, ReadBatch) is { Count: > 0 } records)
            {
                after = records[^1].Sequence;
                foreach (var record in records) await WriteAsync(context, TextOf(record));
            }

            foreach (var progress in enquiries.Progress().Where(
                p => IsNews(told, p))) await WriteAsync(context, TextOf(progress));
            try
            {
                await next.WaitAsync(KeepAlive, time, ending);
            }
            catch (TimeoutException)
            {
                await WriteAsync(context, ": still here\n\n");
            }
        }
    }

    private static bool IsNews(Dictionary<string, string> told, CloudEvent<EvidenceReported> progress)
    {
        if (told.TryGetValue(progress.Data.DeploymentId, out var before) && before == progress.Id) return false;
        told[progress.Data.DeploymentId] = progress.Id;
        return true;
    }

    private static string TextOf(JournalRecord record) =>
        $"id: {record.Sequence}\nevent: {record.Entry.Kind}\n"
        + $"data: {Encoding.UTF8.GetString(record.Entry.Body.Span)}\n\n";

    // Without an id: what is not in the journal is no place to go on from.
    private static string TextOf(CloudEvent<EvidenceReported> progress) =>
        $"event: {progress.Type}\n"
        + $"data: {JsonSerializer.Serialize(progress, ContractsJson.Wire.CloudEventEvidenceReported)}\n\n";

    private static async Task WriteAsync(HttpContext context, string text)
    {
        await context.Response.WriteAsync(text, context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }
}
