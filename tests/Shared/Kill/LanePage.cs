using System.Globalization;

namespace Bellwether.Testing.Kill;

/// <summary>The metrics page of one service: counters that grow with the clock, and begin again at a swap.</summary>
internal sealed class LanePage(TimeProvider time)
{
    private const double RequestsPerSecond = 200;

    /// <summary>Share of requests that fail as a rule.</summary>
    public const double Healthy = 0.01;

    /// <summary>Share that a bad version fails.</summary>
    public const double Sick = 0.25;

    private readonly Lock _gate = new();
    private DateTimeOffset _startedAt = time.GetUtcNow();
    private double _failing = Healthy;

    /// <summary>Another process takes the place of the one before.</summary>
    public void Swap(double failing)
    {
        lock (_gate) (_startedAt, _failing) = (time.GetUtcNow(), failing);
    }

    public string Write()
    {
        lock (_gate)
        {
            var requests = Math.Floor((time.GetUtcNow() - _startedAt).TotalSeconds * RequestsPerSecond);
            var failed = Math.Floor(requests * _failing);
            var start = (_startedAt - DateTimeOffset.UnixEpoch).TotalSeconds;
            return string.Create(CultureInfo.InvariantCulture, $"""
                # TYPE http_requests_received_total counter
                http_requests_received_total{"{"}code="200",method="GET",endpoint="/buy"{"}"} {requests - failed}
                http_requests_received_total{"{"}code="500",method="GET",endpoint="/buy"{"}"} {failed}
                # TYPE process_start_time_seconds gauge
                process_start_time_seconds {start:F3}

                """);
        }
    }
}
