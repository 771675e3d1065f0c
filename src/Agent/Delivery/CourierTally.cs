using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Bellwether.Agent.Delivery;

/// <summary>Counts what a courier does, for health and for the meter <c>Bellwether.Delivery</c>.</summary>
internal sealed class CourierTally(string channel, TimeProvider time)
{
    public const string MeterName = "Bellwether.Delivery";

    public static Meter Meter { get; } = new(MeterName);

    private static readonly Counter<long> Attempts = Meter.CreateCounter<long>(
        "bellwether_delivery_attempts_total", description: "Attempts to deliver a record, by channel and outcome.");

    private readonly Lock _lock = new();
    private long _sent;
    private long _failures;
    private string? _lastError;
    private DateTimeOffset? _lastSentAt;

    /// <returns>Whether the attempt before it had failed.</returns>
    public bool Acknowledged()
    {
        Count("acknowledged");
        lock (_lock)
        {
            var failed = _lastError is not null;
            (_sent, _lastError, _lastSentAt) = (_sent + 1, null, time.GetUtcNow());
            return failed;
        }
    }

    public void Failed(DeliveryFailedException failure)
    {
        Count(failure.Refused ? "refused" : "failed");
        lock (_lock) (_failures, _lastError) = (_failures + 1, failure.Message);
    }

    public CourierVitals Vitals(long waiting, TimeSpan lag, int parked)
    {
        lock (_lock) return new(channel, _sent, _failures, waiting, lag, parked, _lastError, _lastSentAt);
    }

    private void Count(string outcome) =>
        Attempts.Add(1, new TagList { { "channel", channel }, { "outcome", outcome } });
}
