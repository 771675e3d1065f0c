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
/// history and takes seconds for many signals: it is done outside of the book's gate, so that no announcement, no
/// question and no round waits for it. Until it is done nothing is decided on the points of that deployment.
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
    public void Work(CancellationToken stopping)
    {
        IReadOnlyList<Deployment> waiting;
        lock (room.Book.Gate)
        {
            waiting = [.. room.Book.All.Where(IsWaiting)];
            foreach (var gone in _known.Keys.Where(key => !room.Book.IsOpen(key.Id)).ToList()) _known.Remove(gone);
        }

        foreach (var deployment in waiting)
        {
            using var span = Tracing.Of(deployment.TraceParent, "calibration");
            span?.SetTag(SpanTags.Deployment, deployment.Id);
            if (Learn(deployment, stopping) is not { } learned || stopping.IsCancellationRequested) return;
            lock (room.Book.Gate)
                if (IsWaiting(deployment) && room.Book.IsOpen(deployment.Id))
                    _known[(deployment.Id, deployment.Started.Attempt)] =
                        room.Book.RecordCalibration(deployment, learned);
        }

        // Once a deployment it needs as much again as the whole agent: that must not stay with the process.
        if (waiting.Count > 0) GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
    }

    /// <summary>Whether it is watched, has rules to learn for, and nothing was learned yet. What is baking was promoted
    /// without. Called with the book's gate held.</summary>
    public bool IsWaiting(Deployment deployment) =>
        deployment.State is DeploymentState.Announced or DeploymentState.Watching
        && deployment.Plan.Rules.Any(rule => rule is CompareRulePlan)
        && !_known.ContainsKey((deployment.Id, deployment.Started.Attempt))
        && room.Book.CalibrationOf(deployment) is null;

    /// <summary>Null where the agent ends meanwhile: it is done again at its next start.</summary>
    private DeploymentCalibration? Learn(Deployment deployment, CancellationToken stopping)
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
        var learnings = plan.Rules.OfType<CompareRulePlan>()
            .Select(rule => Learning.Begin(rule, plan.Policy, snapshot)).OfType<Learning>()
            .OrderByDescending(learning => learning.Critical).Take(CalibrationLimits.MostRules).ToList();
        PointsWalked? walked = null;
        foreach (var signal in learnings.GroupBy(learning => learning.Signal))
        {
            if (stopping.IsCancellationRequested) return null;
            walked = Walk(deployment, [.. signal]) ?? walked;
        }

        return walked is null ? DeploymentCalibration.None : new()
        {
            End = walked.End,
            Interval = plan.Policy.Interval,
            Rules = Learning.Done(learnings, walked.Masked, SeedOf(deployment.Id)),
        };
    }

    /// <summary>Goes over the past of one signal for all rules that judge it.</summary>
    private PointsWalked? Walk(Deployment deployment, IReadOnlyList<Learning> learnings) => room.Signals.Walk(
        new()
        {
            Service = deployment.Started.Service,
            Signal = learnings[0].Signal,
            Until = FirstSign.Earliest(deployment),
            Points = CalibrationLimits.PointsAt(deployment.Plan.Policy.Interval),
        },
        (int index, in Point point, IReadOnlyList<double> bounds) =>
        {
            foreach (var learning in learnings) learning.Take(index, in point, bounds);
        });

    /// <summary>The same for the same deployment on every agent, whatever the process.</summary>
    private static ulong SeedOf(string deploymentId) =>
        BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(deploymentId)));
}
