using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Deployments;
using Bellwether.Agent.Judging.Calibrations;
using Bellwether.Agent.Signals;
using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Contracts.Deployments;

namespace Bellwether.Agent.Watching.Calibrating;

/// <summary>Learns once, when a deployment has been announced, and remembers by the journal.</summary>
/// <remarks>
/// What is judged by is always what was written down, so a restart goes on with the very same. Learning reads days of
/// history and takes a second or two for many signals: it is done outside of the book's gate, before the next round,
/// so that neither the announcement nor any question waits for it.
/// </remarks>
internal sealed class CalibrationDesk(WatchRoom room)
{
    private readonly Dictionary<(string Id, int Attempt), DeploymentCalibration> _known = [];

    /// <summary>What was learned for a deployment; called with the book's gate held.</summary>
    public DeploymentCalibration Of(Deployment deployment)
    {
        var key = (deployment.Id, deployment.Started.Attempt);
        if (_known.TryGetValue(key, out var known)) return known;
        if (room.Book.CalibrationOf(deployment) is not { } journaled) return DeploymentCalibration.None;
        return _known[key] = journaled;
    }

    /// <summary>Learns for every deployment that is still without; called without the book's gate.</summary>
    /// <exception cref="Journal.JournalUnavailableException">What was learned could not be written down; it is tried
    /// again.</exception>
    public void Work()
    {
        IReadOnlyList<Deployment> waiting;
        lock (room.Book.Gate)
        {
            waiting = [.. room.Book.All.Where(IsWaiting)];
            foreach (var gone in _known.Keys.Where(key => !room.Book.IsOpen(key.Id)).ToList()) _known.Remove(gone);
        }

        foreach (var deployment in waiting)
        {
            var learned = Learn(deployment);
            lock (room.Book.Gate)
                if (IsWaiting(deployment) && room.Book.IsOpen(deployment.Id))
                    _known[(deployment.Id, deployment.Started.Attempt)] =
                        room.Book.RecordCalibration(deployment, learned);
        }
    }

    /// <summary>One that is watched, and has rules to learn for. What is baking was promoted without.</summary>
    private bool IsWaiting(Deployment deployment) =>
        deployment.State is DeploymentState.Announced or DeploymentState.Watching
        && deployment.Plan.Rules.Any(rule => rule is CompareRulePlan)
        && !_known.ContainsKey((deployment.Id, deployment.Started.Attempt))
        && room.Book.CalibrationOf(deployment) is null;

    private DeploymentCalibration Learn(Deployment deployment)
    {
        var (plan, service) = (deployment.Plan, deployment.Started.Service);
        // A service that the configuration no longer has is not seen any more.
        if (room.PlanOf(service, deployment.Started.Environment) is not { } watched
            || watched.Policy.Interval != plan.Policy.Interval)
            return DeploymentCalibration.None;
        var snapshot = room.Signals.Snapshot(new SnapshotRequest
        {
            Service = service,
            AnnouncedAt = deployment.AnnouncedAt,
            T0 = FirstSign.Earliest(deployment),
        });
        var begun = plan.Rules.OfType<CompareRulePlan>()
            .Select(rule => Learning.Begin(rule, plan.Policy, snapshot)).OfType<Learning>().ToList();
        var seed = SeedOf(deployment.Id);
        var learned = new Dictionary<Learning, RuleCalibration>();
        DateTimeOffset? end = null;
        foreach (var signal in begun.GroupBy(learning => learning.Signal))
        {
            if (Walk(signal.Key, [.. signal], snapshot) is not { } walked) continue;
            end = walked.End;
            foreach (var learning in signal) learned[learning] = learning.Done(walked.Masked, seed);
        }

        return end is null ? DeploymentCalibration.None : new()
        {
            End = end.Value,
            Interval = plan.Policy.Interval,
            Rules = [.. begun.Where(learned.ContainsKey).Select(learning => learned[learning])],
        };

        PointsWalked? Walk(string name, IReadOnlyList<Learning> learnings, WatchSnapshot at) => room.Signals.Walk(
            new()
            {
                Service = service,
                Signal = name,
                Until = at.T0 ?? deployment.AnnouncedAt,
                Points = CalibrationLimits.PointsAt(plan.Policy.Interval),
            },
            (int index, in Point point, IReadOnlyList<double> bounds) =>
            {
                foreach (var learning in learnings) learning.Take(index, in point, bounds);
            });
    }

    /// <summary>The same for the same deployment on every agent, whatever the process.</summary>
    private static ulong SeedOf(string deploymentId) =>
        BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(deploymentId)));
}
