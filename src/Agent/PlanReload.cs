using System.Threading.Channels;
using Bellwether.Agent.Configuration;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Sampling;
using Bellwether.Agent.Watching;
using Bellwether.Probes.Receiving;

namespace Bellwether.Agent;

/// <summary>Takes a changed configuration while the agent runs, whole or not at all.</summary>
/// <remarks>
/// The way of a reload: the file is compiled as at the start → what cannot change while the agent runs is compared →
/// the services go to the room, which adopts each when no deployment of it is open → whoever looks at it is changed.
/// Asked for while one is under way, it runs once more after it.
/// </remarks>
internal sealed class PlanReload : IDisposable
{
    private readonly WatchRoom _room;
    private readonly ProbeRoster _roster;
    private readonly Func<ConfigurationOutcome>? _load;
    private readonly Action<AgentPlan> _take;
    private readonly ILogger _log;
    private readonly ReloadMeter _meter;

    private readonly CancellationTokenSource _ending = new();

    /// <summary>Names of services that changed; "" asks for a reload. Bounded by what a person can ask for, and by the
    /// number of services.</summary>
    private readonly Channel<string> _asked = Channel.CreateUnbounded<string>(new() { SingleReader = true });

    /// <param name="room">What changes.</param>
    /// <param name="roster">Who looks.</param>
    /// <param name="file">Reads the configuration again, null where there is no file; and takes from it what is about
    /// the agent itself and may change.</param>
    /// <param name="log">Where every reload is told.</param>
    public PlanReload(
        WatchRoom room, ProbeRoster roster, (Func<ConfigurationOutcome>? Load, Action<AgentPlan> Take) file,
        ILogger<PlanReload> log)
    {
        (_room, _roster, _log) = (room, roster, log);
        (_load, _take) = file;
        _meter = new ReloadMeter(room);
        room.Adopted += service => _asked.Writer.TryWrite(service);
    }

    /// <summary>Why the configuration that was last read does not hold; null where it does, or waits only for the end
    /// of a deployment.</summary>
    public string? Refused { get; private set; }

    /// <summary>Told when the configuration begins to be read, and when that is over, whatever came of it.</summary>
    public (Action Began, Action Ended) Watched { get; set; } = (static () => { }, static () => { });

    /// <summary>Where what is sent to the agent lies, whatever is reloaded; null where nothing is.</summary>
    public WindowSet? Windows { get; init; }

    /// <summary>Has the lists of targets followed that a service's plan names; none of a service that has no plan any
    /// more.</summary>
    public Func<string, WatchPlan?, CancellationToken, Task> Follow { get; set; } =
        static (_, _, _) => Task.CompletedTask;

    /// <summary>Asks for a reload and returns at once.</summary>
    public void Ask() => _asked.Writer.TryWrite("");

    /// <summary>Takes nothing more on; what is under way is given up: the next start reads it all again.</summary>
    public void End()
    {
        _asked.Writer.TryComplete();
        _ending.Cancel();
    }

    /// <summary>Reloads whenever asked, until it is ended or stopped.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        // A list of targets that does not answer must not hold up the end of the agent.
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, _ending.Token);
        try
        {
            await foreach (var service in _asked.Reader.ReadAllAsync(either.Token))
            {
                if (service.Length == 0) ReloadWatched();
                else await LookAsPlannedAsync(service, either.Token);
            }
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            // The agent ends, and what was asked for is read at its next start.
        }
    }

    public void Dispose()
    {
        _meter.Dispose();
        _ending.Dispose();
    }

    private void ReloadWatched()
    {
        Watched.Began();
        try
        {
            Reload();
        }
        finally
        {
            Watched.Ended();
        }
    }

    private void Reload()
    {
        if (_load is null)
        {
            ReloadLog.NoFile(_log);
            return;
        }

        var outcome = _load();
        var faults = outcome.Plan is { } next ? Fixed(next) : [.. outcome.Faults.Select(fault => fault.ToString())];
        if (faults.Count > 0) Refuse(faults);
        else Offer(outcome.Plan!);
    }

    private void Refuse(List<string> faults)
    {
        foreach (var fault in faults) ReloadLog.Fault(_log, fault);
        ReloadLog.Refused(_log, faults.Count);
        Refused = $"the configuration that was read last has {faults.Count} fault(s) and does not hold: {faults[0]}";
        _meter.Reloaded(ReloadOutcome.Refused);
    }

    private void Offer(AgentPlan next)
    {
        Refused = null;
        _take(next);
        lock (_room.Book.Gate)
        {
            var before = _room.Plan.Services;
            _room.Offer(next);
            var changed = before.Except(_room.Plan.Services).Concat(_room.Plan.Services.Except(before))
                .Select(plan => plan.Service).Distinct().Order(StringComparer.Ordinal).ToList();
            var waiting = _room.Waiting.Order(StringComparer.Ordinal).ToList();
            _meter.Reloaded(changed.Count + waiting.Count == 0 ? ReloadOutcome.Unchanged : ReloadOutcome.Adopted);
            ReloadLog.Adopted(_log, Names(changed), Names(waiting));
        }
    }

    private static string Names(List<string> services) => services.Count == 0 ? "none" : string.Join(", ", services);

    /// <summary>What another configuration would change that holds as long as the agent runs.</summary>
    private List<string> Fixed(AgentPlan next)
    {
        var now = _room.Plan;
        var keys = now.FixedMarks.Keys.Union(next.FixedMarks.Keys).Order(StringComparer.Ordinal);
        return [.. keys.Where(key => now.FixedMarks.GetValueOrDefault(key) != next.FixedMarks.GetValueOrDefault(key))
            .Select(key => $"'{key}' has changed, which takes a restart of the agent (a watch goes on after it)")];
    }

    private async Task LookAsPlannedAsync(string service, CancellationToken stopping)
    {
        var plan = _room.Plan.Services.FirstOrDefault(each => each.Service == service);
        await _roster.SetAsync(
            service, plan is null ? [] : ProbesOfPlan.Make(_room.Plan, plan, _room.Time, Windows), stopping);
        await Follow(service, plan, stopping);
        ReloadLog.Looks(_log, service, plan?.Digest ?? "none");
    }
}
