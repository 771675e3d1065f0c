using Bellwether.Agent.Deployments;

namespace Bellwether.Agent.Watching;

/// <summary>How much of a deployment's time, and of its step's, is used up; by a monotonic clock.</summary>
internal sealed class Pace
{
    private readonly TimeProvider _time;
    private readonly TimeSpan _deploymentBefore;
    private readonly long _deploymentSince;
    private TimeSpan _stepBefore;
    private long _stepSince;
    private long _accounted;

    private Pace(TimeProvider time, TimeSpan deployment, TimeSpan step)
    {
        _time = time;
        _deploymentBefore = deployment;
        _stepBefore = step;
        _deploymentSince = _stepSince = _accounted = time.GetTimestamp();
    }

    public TimeSpan Deployment => _deploymentBefore + _time.GetElapsedTime(_deploymentSince);

    public TimeSpan Step => _stepBefore + _time.GetElapsedTime(_stepSince);

    public static Pace Begin(TimeProvider time) => new(time, TimeSpan.Zero, TimeSpan.Zero);

    /// <summary>Goes on after a restart: what was journaled, and the gap on the wall clock, never less than
    /// nothing.</summary>
    public static Pace Resume(Deployment deployment, TimeProvider time)
    {
        var now = time.GetUtcNow();
        if (deployment.TimePassed is { } passed && passed.At >= deployment.Current.BeganAt)
            return new Pace(
                time,
                TimeSpan.FromSeconds(passed.DeploymentSeconds) + Gap(passed.At, now),
                TimeSpan.FromSeconds(passed.StepSeconds) + Gap(passed.At, now));
        return new Pace(time, Gap(deployment.AnnouncedAt, now), Gap(deployment.Current.BeganAt, now));
    }

    public void BeginStep()
    {
        _stepBefore = TimeSpan.Zero;
        _stepSince = _time.GetTimestamp();
    }

    /// <summary>Whether so much time went by since it last was.</summary>
    public bool IsDue(TimeSpan every)
    {
        if (_time.GetElapsedTime(_accounted) < every) return false;
        _accounted = _time.GetTimestamp();
        return true;
    }

    public bool MaxDurationPassed(Deployment deployment) => Deployment >= deployment.Plan.Policy.MaxDuration;

    public bool DeadlinePassed(Deployment deployment) =>
        Step >= deployment.Plan.Policy.Deadline || MaxDurationPassed(deployment);

    private static TimeSpan Gap(DateTimeOffset from, DateTimeOffset to) => to > from ? to - from : TimeSpan.Zero;
}
