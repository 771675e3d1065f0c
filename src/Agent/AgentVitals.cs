using Bellwether.Agent.Bus;
using Bellwether.Agent.Delivery;
using Bellwether.Agent.Journal;
using Bellwether.Agent.Sampling;
using Bellwether.Agent.Storage.History;
using Bellwether.Agent.Watching;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Bellwether.Agent;

/// <summary>What the parts of the agent say of themselves, as findings: what is degraded, and why.</summary>
/// <remarks>Safe for concurrent use. Only what keeps verdicts from being made or written down is unhealthy.</remarks>
internal sealed class AgentVitals
{
    /// <summary>Share of the looks of the last minutes that must have been done.</summary>
    private const double EnoughLooks = 0.5;

    /// <summary>Less room than this on the disk of the state is told before it is gone.</summary>
    public const long LeastFreeBytes = 100L * 1024 * 1024;

    /// <summary>Names of probes in a finding.</summary>
    private const int MostNames = 5;

    /// <summary>A tick later than this is a sign of an agent that gets too little of the machine.</summary>
    private static readonly TimeSpan LatestTick = TimeSpan.FromSeconds(5);

    private readonly Recently<SamplerVitals> _sampler;
    private readonly Recently<HistoryHealth> _history;

    public AgentVitals(TimeProvider time, Func<SamplerVitals> sampler, Func<HistoryHealth> history)
    {
        _sampler = new(new SamplerVitals(0, 0, 0, 0, TimeSpan.Zero), sampler, time);
        _history = new(new HistoryHealth(0, 0, [], null), history, time);
    }

    public required Func<JournalHealth> ReadJournal { get; init; }

    public required Func<IReadOnlyList<CourierVitals>> ReadDelivery { get; init; }

    /// <summary>How the bus fares; null where none is configured.</summary>
    public Func<BusVitals?> ReadBus { get; init; } = static () => null;

    /// <summary>Why the configuration that was read last does not hold; null where it does.</summary>
    public required Func<string?> ReadRefusedPlan { get; init; }

    /// <summary>Free bytes where the state is.</summary>
    public required Func<long> ReadFreeBytes { get; init; }

    public static HealthCheckResult Judging(WatchLoop loop) => loop.Silence < WatchLoop.LongestSilence
        ? HealthCheckResult.Healthy()
        : HealthCheckResult.Unhealthy($"no round for {loop.Silence.TotalSeconds:0} s");

    public HealthCheckResult Journal()
    {
        var health = ReadJournal();
        var facts = new Dictionary<string, object>
        {
            ["bytes"] = health.Bytes,
            ["reserveFreeBytes"] = health.ReserveFreeBytes,
        };
        return health switch
        {
            { Durable: false } => HealthCheckResult.Unhealthy(
                $"nothing can be made durable: {health.LastError}", data: facts),
            { ReserveInUse: true } => HealthCheckResult.Degraded(
                "the disk is full; verdicts go into the reserve", data: facts),
            _ => HealthCheckResult.Healthy(data: facts),
        };
    }

    public HealthCheckResult Disk()
    {
        var free = ReadFreeBytes();
        var facts = new Dictionary<string, object> { ["freeBytes"] = free };
        return free < LeastFreeBytes
            ? HealthCheckResult.Degraded("little room is left on the disk of the state", data: facts)
            : HealthCheckResult.Healthy(data: facts);
    }

    public HealthCheckResult History()
    {
        var (before, now) = _history.Read();
        var facts = new Dictionary<string, object>
        {
            ["bytes"] = now.Bytes,
            ["rowsDropped"] = now.RowsDropped,
            ["setAside"] = now.SetAside.Count,
        };
        // It may lose its tail: nothing waits for it, but a baseline that grows no more must be seen.
        if (now.RowsDropped > before.RowsDropped)
            return HealthCheckResult.Degraded(
                $"points cannot be kept: {now.LastError}", data: facts);
        return now.SetAside.Count > 0
            ? HealthCheckResult.Degraded("a damaged history was set aside; baselines begin again", data: facts)
            : HealthCheckResult.Healthy(data: facts);
    }

    public HealthCheckResult Looks()
    {
        var (before, now) = _sampler.Read();
        var (due, done) = (now.Due - before.Due, now.Done - before.Done);
        var facts = new Dictionary<string, object>
        {
            ["due"] = due,
            ["done"] = done,
            ["overdue"] = now.Overdue - before.Overdue,
            ["stuck"] = now.Stuck.Count,
            ["worstLatenessSeconds"] = Math.Round(now.WorstLateness.TotalSeconds, 3),
        };
        if (now.Stuck.Count > 0)
            return HealthCheckResult.Degraded(
                $"looks were given up and have not ended yet: {Shortened(now.Stuck)}", data: facts);
        if (now.WorstLateness > LatestTick)
            return HealthCheckResult.Degraded(
                $"looks begin up to {now.WorstLateness.TotalSeconds:0.0} s late", data: facts);
        // One look a probe may be under way.
        return due > 1 && done < EnoughLooks * due
            ? HealthCheckResult.Degraded($"{done} of {due} looks were done", data: facts)
            : HealthCheckResult.Healthy(data: facts);
    }

    private static string Shortened(IReadOnlyList<string> names) => names.Count <= MostNames
        ? string.Join(", ", names)
        : $"{string.Join(", ", names.Take(MostNames))} and {names.Count - MostNames} more";

    public HealthCheckResult Delivery()
    {
        var couriers = ReadDelivery();
        var behind = couriers.Where(courier => courier.LastError is not null || courier.Parked > 0).ToList();
        return behind.Count == 0
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded(string.Join("; ", behind.Select(
                courier =>
                    $"{courier.Channel}: {courier.LastError ?? "the receiver refuses some"}, {courier.Waiting} wait")));
    }

    // Without its bus the agent still judges, and still answers who asks it.
    public HealthCheckResult Bus() => ReadBus() is { Trouble: { } trouble } bus
        ? HealthCheckResult.Degraded($"{bus.Broker} is not connected: {trouble}")
        : HealthCheckResult.Healthy();

    public HealthCheckResult Configuration() => ReadRefusedPlan() is { } refused
        ? HealthCheckResult.Degraded(refused)
        : HealthCheckResult.Healthy();
}
