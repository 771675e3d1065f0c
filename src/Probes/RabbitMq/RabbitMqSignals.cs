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
        Gauge("alarms", "alarms", new StandardRule { Name = "alarms", Max = 0 },
            "the broker has raised an alarm: nobody can publish"),
        Gauge("nodes-down", "nodes", new StandardRule { Name = "nodes-down", Max = 0 },
            "nodes of the cluster are down"),
        Gauge("memory", "ratio"),
        Gauge("files", "ratio"),
        Gauge("connections", "connections"),
        Gauge("channels", "channels"),
        Gauge("latency", "seconds"),
    ];

    public static IReadOnlyList<ProbeSignal> Of(RabbitMqProbeOptions options) =>
        [.. OfBroker, .. options.Queues.SelectMany(OfQueue)];

    private static IEnumerable<ProbeSignal> OfQueue(RabbitMqQueueOptions queue)
    {
        var name = queue.SignalName;
        yield return Gauge($"{name}.consumers", "consumers", queue.Consumed
            ? new StandardRule { Name = $"{name}-consumers", Min = 1 } : null, "nobody takes messages from the queue");
        yield return Gauge($"{name}.ready", "messages", queue.MaxReady is { } most
            ? new StandardRule { Name = $"{name}-ready", Max = most } : null, "messages pile up in the queue");
        yield return Gauge($"{name}.unacknowledged", "messages");
        yield return new ProbeSignal
        {
            Name = $"{name}.redeliveries",
            Kind = SignalKind.Ratio,
            Reading = $"{name}.deliveries",
            Unit = "ratio",
            Bad = new Dictionary<string, string> { ["again"] = "yes" },
            Counts = "deliveries",
            Did = "were not the first of their message",
            Rule = new StandardRule { Name = $"{name}-redeliveries", Tolerate = RedeliveriesTolerated },
        };
        yield return Rate($"{name}.published");
        yield return Rate($"{name}.acknowledged");
    }

    private static ProbeSignal Rate(string name) =>
        new() { Name = name, Kind = SignalKind.Rate, Reading = name, Unit = "per-second" };

    private static ProbeSignal Gauge(
        string name, string unit, StandardRule? rule = null, string? happened = null) => new()
        {
            Name = name,
            Kind = SignalKind.Gauge,
            Reading = name,
            Unit = unit,
            Rule = rule,
            Happened = happened,
        };
}
