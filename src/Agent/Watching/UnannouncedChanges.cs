using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Signals;
using Bellwether.Contracts.Deployments;
using Bellwether.Contracts.Wire;

namespace Bellwether.Agent.Watching;

/// <summary>Notices process starts and version changes that nobody announced, and has them watched in observe mode.</summary>
/// <remarks>Called with the book's gate held.</remarks>
internal sealed class UnannouncedChanges(WatchRoom room, WatchRounds rounds)
{
    private const int LongestServicePart = 30;

    private readonly Dictionary<string, DateTimeOffset> _seenUntil = new(StringComparer.Ordinal);

    public void Look()
    {
        foreach (var plan in room.Plan.Services) Look(plan);
    }

    private void Look(WatchPlan plan)
    {
        var now = room.Time.GetUtcNow();
        var since = _seenUntil.GetValueOrDefault(plan.Service, now);
        _seenUntil[plan.Service] = now;
        // While a deployment is open a change belongs to it: its first sign, its restarts, or the rollback carried out.
        if (room.Book.All.Any(d => d.IsOpen && d.Started.Service == plan.Service)) return;
        if (room.Signals.SignsSince(plan.Service, since) is [var first, ..]) Watch(plan, first);
    }

    private void Watch(WatchPlan plan, Sign sign)
    {
        var service = plan.Service[..Math.Min(plan.Service.Length, LongestServicePart)];
        var id = $"observed-{service}-{sign.At.UtcDateTime:yyyyMMdd't'HHmmss'z'}";
        var observed = new DeploymentObserved
        {
            DeploymentId = id,
            Service = plan.Service,
            Environment = plan.Environment,
            Version = sign.Version,
            PreviousVersion = sign.PreviousVersion,
            Sign = GateAnswers.Words(sign.Kind.ToString()).Replace('-', ' '),
            ObservedAt = sign.At,
        };
        room.Book.RecordMessage(room.Book.Records.Message(
            MessageTypes.DeploymentObserved, $"{id}:observed", id, sign.At, observed,
            ContractsJson.Wire.CloudEventDeploymentObserved));
        rounds.Begin(StartOf(observed), plan, unannounced: true);
    }

    private static DeploymentStarted StartOf(DeploymentObserved observed) => new()
    {
        DeploymentId = observed.DeploymentId,
        Service = observed.Service,
        Environment = observed.Environment,
        Version = observed.Version ?? "unknown",
        PreviousVersion = observed.PreviousVersion,
        StartedAt = observed.ObservedAt,
    };
}
