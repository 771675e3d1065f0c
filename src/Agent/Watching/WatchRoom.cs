using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Signals;

namespace Bellwether.Agent.Watching;

/// <summary>What everything in this room works with.</summary>
/// <param name="plan">The agent's compiled plan, as it began.</param>
/// <param name="book">Every deployment; its gate is held around every use.</param>
/// <param name="signals">Every signal.</param>
/// <param name="changes">Announced after every change of the book.</param>
/// <param name="time">A clock that does not jump: the wall clock as it was, moved on by the monotonic one.</param>
internal sealed class WatchRoom(
    AgentPlan plan, DeploymentBook book, SignalBook signals, Changes changes, TimeProvider time)
{
    private readonly Dictionary<string, WatchPlan?> _waiting = new(StringComparer.Ordinal);
    private volatile AgentPlan _plan = plan;

    /// <summary>The plan that holds now.</summary>
    public AgentPlan Plan => _plan;

    public DeploymentBook Book => book;

    public SignalBook Signals => signals;

    public Changes Changes => changes;

    public TimeProvider Time => time;

    /// <summary>Takes a wall clock that was set; called only while nothing is watched, so that a watch sees no
    /// jump.</summary>
    public Action FollowClock { get; init; } = static () => { };

    /// <summary>Told the name of a service whose plan has changed or that is gone, with the gate held.</summary>
    public event Action<string>? Adopted;

    /// <summary>Services whose new plan waits for the end of a deployment, in no order; read with the gate
    /// held.</summary>
    public IReadOnlyCollection<string> Waiting => _waiting.Keys;

    public WatchPlan? PlanOf(string service, string environment) =>
        Plan.Services.FirstOrDefault(s => s.Service == service && s.Environment == environment);

    /// <summary>Says that a service is not watched here, and which are.</summary>
    public string NotWatched(string service, string environment) =>
        $"this agent does not watch {service} in {environment}; it watches "
        + string.Join(", ", Plan.Services.Select(s => $"{s.Service} in {s.Environment}"));

    /// <summary>Takes another plan for the services. Where a deployment is open the plan that it began with holds until
    /// it is closed, or another one starts. Called with the gate held.</summary>
    /// <remarks>What is not about services is left as it is.</remarks>
    public void Offer(AgentPlan next)
    {
        _waiting.Clear();
        _plan = Plan with { Mode = next.Mode };
        foreach (var service in next.Services)
            if (Of(service.Service)?.Mark != service.Mark)
                _waiting[service.Service] = service;
        foreach (var service in Plan.Services)
            if (next.Services.All(other => other.Service != service.Service))
                _waiting[service.Service] = null;
        AdoptIdle();
    }

    /// <summary>Adopts what waits for services without an open deployment. Called with the gate held.</summary>
    public void AdoptIdle()
    {
        if (_waiting.Count == 0) return;
        var open = book.All.Where(d => d.IsOpen).Select(d => d.Started.Service).ToHashSet(StringComparer.Ordinal);
        foreach (var service in _waiting.Keys.Where(name => !open.Contains(name)).ToList()) AdoptNow(service);
    }

    /// <summary>The plan for a deployment that begins now: one that waits is adopted for it. Called with the gate
    /// held.</summary>
    public WatchPlan Latest(WatchPlan plan)
    {
        // A service that is to go is watched to the end of what was announced for it.
        if (_waiting.GetValueOrDefault(plan.Service) is null) return plan;
        AdoptNow(plan.Service);
        return Of(plan.Service)!;
    }

    /// <summary>Keeps the signals of open deployments whose service no plan has any more: they are missing, and the
    /// deployments end by their own deadlines. Called with the gate held, before the first round.</summary>
    public IReadOnlyList<string> KeepOrphans()
    {
        var orphans = book.All.Where(d => d.IsOpen && Of(d.Started.Service) is null)
            .DistinctBy(d => d.Started.Service).ToList();
        foreach (var deployment in orphans)
            signals.Adopt(new WatchPlan
            {
                Service = deployment.Started.Service,
                Environment = deployment.Started.Environment,
                Mode = Mode.Observe,
                Policy = deployment.Plan.Policy,
                Probes = [],
                Digest = "",
            });
        return [.. orphans.Select(d => d.Started.Service)];
    }

    private WatchPlan? Of(string service) => Plan.Services.FirstOrDefault(s => s.Service == service);

    private void AdoptNow(string service)
    {
        var before = Of(service);
        var next = _waiting[service] is { } offered
            ? offered with { Generation = (before?.Generation ?? 0) + 1 } : null;
        if (next is null) signals.Retire(service);
        else signals.Adopt(next);
        _waiting.Remove(service);
        IReadOnlyList<WatchPlan> others = [.. Plan.Services.Where(s => s.Service != service)];
        _plan = Plan with { Services = next is null ? others : [.. others, next] };
        Adopted?.Invoke(service);
    }
}
