using System.Collections.Concurrent;

namespace Shop.Serving;

/// <summary>Counts every request that comes in, whatever its route: pages, health and metrics alike.</summary>
internal sealed class RequestMetrics(TimeProvider time)
{
    private readonly ConcurrentDictionary<RequestLabels, DurationHistogram> _durations = new();
    private long _active;

    public long Active => Interlocked.Read(ref _active);

    /// <summary>In an order that stays the same from one reading to the next.</summary>
    public IEnumerable<(RequestLabels Labels, DurationHistogram Durations)> All() =>
        _durations.Select(entry => (entry.Key, entry.Value)).OrderBy(entry => $"{entry.Key}", StringComparer.Ordinal);

    public async Task CountAsync(HttpContext context, RequestDelegate next)
    {
        var start = time.GetTimestamp();
        Interlocked.Increment(ref _active);
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
        finally
        {
            Interlocked.Decrement(ref _active);
            _durations.GetOrAdd(LabelsOf(context), static _ => new()).Record(time.GetElapsedTime(start));
        }
    }

    private static RequestLabels LabelsOf(HttpContext context) => new(
        RequestLabels.KnownMethod(context.Request.Method),
        context.Response.StatusCode,
        (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText,
        context.Request.Protocol is "HTTP/1.0" ? "1.0" : "1.1");
}
