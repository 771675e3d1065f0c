using Bellwether.Contracts.Signals;

namespace Bellwether.Probes.RabbitMq;

/// <summary>The signals that are made of a RabbitMQ's readings, and the rules that hold where the file writes
/// none.</summary>
internal static class RabbitMqSignals
{
    /// <summary>Two percentage points more messages delivered again than before are left unexcluded by a
    /// promote.</summary>
    private const double RedeliveriesTolerated = 0.02;

    private static readonly IReadOnlyList<ProbeSignal> OfBroker =
    [
        ProbeSignal.Gauge("alarms", "alarms", new() { Name = "alarms", Max = 0 },
            "the broker has raised an alarm: nobody can publish"),
        ProbeSignal.Gauge("nodes-down", "nodes", new() { Name = "nodes-down", Max = 0 },
            "nodes of the cluster are down"),
        ProbeSignal.Gauge("memory", "ratio"),
        ProbeSignal.Gauge("files", "ratio"),
        ProbeSignal.Gauge("connections", "connections"),
        ProbeSignal.Gauge("channels", "channels"),
        ProbeSignal.Gauge("latency", "seconds"),
    ];

    public static IReadOnlyList<ProbeSignal> Of(RabbitMqProbeOptions options) =>
        [.. OfBroker, .. options.Queues.SelectMany(OfQueue)];

    private static IEnumerable<ProbeSignal> OfQueue(RabbitMqQueueOptions queue)
    {
        var name = queue.SignalName;
        yield return ProbeSignal.Gauge($"{name}.consumers", "consumers", queue.Consumed
            ? new() { Name = $"{name}-consumers", Min = 1 } : null, "nobody takes messages from the queue");
        yield return ProbeSignal.Gauge($"{name}.ready", "messages", queue.MaxReady is { } most
            ? new() { Name = $"{name}-ready", Max = most } : null, "messages pile up in the queue");
        yield return ProbeSignal.Gauge($"{name}.unacknowledged", "messages");
        yield return new ProbeSignal
        {
            Name = $"{name}.redeliveries",
            Kind = SignalKind.Ratio,
            Reading = $"{name}.deliveries",
            Unit = "ratio",
            Bad = new Dictionary<string, string> { ["again"] = "yes" },
            Counts = "deliveries",
            Did = "were not the first of their message",
            Rule = new() { Name = $"{name}-redeliveries", Tolerate = RedeliveriesTolerated },
        };
        yield return ProbeSignal.Rate($"{name}.published");
        yield return ProbeSignal.Rate($"{name}.acknowledged");
    }

}
