using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Signals;
using Bellwether.Contracts.Deployments;

namespace Bellwether.Agent.Watching;

/// <summary>Notices process starts and version changes that nobody announced, and has them watched in observe
/// mode.</summary>
/// <remarks>Called with the book's gate held.</remarks>
internal sealed class UnannouncedChanges(WatchRoom room, WatchRounds rounds)
{
    private const int LongestServicePart = 30;

    /// <summary>A sign has the time at which its look began; a look that took its time tells it this much
    /// later.</summary>
    private static readonly TimeSpan LatestTold = TimeSpan.FromMinutes(2);

    private readonly DateTimeOffset _began = room.Time.GetUtcNow();
    private readonly Dictionary<string, HashSet<Sign>> _taken = new(StringComparer.Ordinal);

    public void Look()
    {
        foreach (var plan in room.Plan.Services) Look(plan);
    }

    private void Look(WatchPlan plan)
    {
        var since = room.Time.GetUtcNow() - LatestTold;
        var signs = room.Signals.SignsSince(plan.Service, since > _began ? since : _began);
        var taken = _taken.GetValueOrDefault(plan.Service, []);
        // While a deployment is open a change belongs to it: its first sign, its restarts, or the rollback carried out.
        var belongs = room.Book.All.Any(d => d.IsOpen && d.Started.Service == plan.Service);
        // More instances of what runs already are no change: a service that grows and shrinks deploys nothing.
        var changes = signs.Where(sign => sign.Kind is not SignKind.Instance && !taken.Contains(sign)).ToList();
        if (!belongs && changes.Count > 0) Watch(plan, changes);
        // Only now: what could not be journaled is found again in the next round.
        _taken[plan.Service] = [.. signs];
    }

    private void Watch(WatchPlan plan, List<Sign> changes)
    {
        var sign = changes[0];
        // A process id names no version; the page that was read a moment later may.
        var named = changes.Find(change => change.Version is not null);
        rounds.Begin(
            new DeploymentObserved
            {
                DeploymentId = NewId(plan.Service, sign.At),
                Service = plan.Service,
                Environment = plan.Environment,
                Version = named?.Version,
                PreviousVersion = named?.PreviousVersion ?? sign.PreviousVersion,
                Sign = GateAnswers.Words(sign.Kind.ToString()).Replace('-', ' '),
                ObservedAt = sign.At,
            },
            plan);
    }

    private string NewId(string service, DateTimeOffset at)
    {
        var part = service[..Math.Min(service.Length, LongestServicePart)].TrimEnd('-');
        var id = $"observed-{part}-{at.UtcDateTime:yyyyMMdd't'HHmmss'z'}";
        var another = 1;
        // Two services whose names begin alike may start in the same second.
        while (room.Book.Find(another == 1 ? id : $"{id}-{another}") is not null) another++;
        return another == 1 ? id : $"{id}-{another}";
    }
}
