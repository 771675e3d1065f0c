using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Judging.Calibrations;
using Bellwether.Agent.Signals.Snapshots;

namespace Bellwether.Agent.Judging;

/// <summary>One question to the judge: everything it may know.</summary>
internal sealed record WatchCase(JudgePlan Plan, WatchSnapshot Snapshot, Circumstances Circumstances)
{
    /// <summary>What was learned when the deployment was announced.</summary>
    public DeploymentCalibration Calibration { get; init; } = DeploymentCalibration.None;
}
