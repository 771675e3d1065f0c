using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Judging;
using Bellwether.Contracts.Signals;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Watching;

/// <summary>What must hold before a deployment starts, such as that there is a backup.</summary>
internal static class StartConditions
{
    private const double LooksMissed = 3;
    private const double IntervalsMissed = 2;
    private const double ManySeconds = 120;
    private const double MostSeconds = 1e9;

    /// <summary>What does not hold, in the order of the probes; empty where all does.</summary>
    /// <param name="plan">The service.</param>
    /// <param name="known">Its signals.</param>
    /// <param name="now">UTC.</param>
    public static IEnumerable<PreflightReason> Assess(
        WatchPlan plan, IReadOnlyList<SignalStatus> known, DateTimeOffset now) =>
        from condition in plan.Probes.SelectMany(ProbeSignals.ConditionsOf)
        let oldest = now - (LooksMissed * condition.Every) - (IntervalsMissed * plan.Policy.Interval)
        let status = known.FirstOrDefault(of => of.Signal == condition.Signal && of.LastAt >= oldest)
        let fault = Fault(condition, status)
        where fault is not null
        select new PreflightReason(
            condition.Code, condition.Signal, $"{condition.Words}: {condition.Signal} {fault}", null);

    /// <summary>Why it does not hold, as the end of a sentence; null where it does.</summary>
    private static string? Fault(StartConditionPlan condition, SignalStatus? status)
    {
        if (status?.Last is not { } level) return condition.NeedsLevel ? "was not seen lately" : null;
        if (level > condition.Max)
            return $"is {Words(level, status.Unit)}, at most {Words(condition.Max.Value, status.Unit)} are allowed";
        return level < condition.Min
            ? $"is {Words(level, status.Unit)}, at least {Words(condition.Min.Value, status.Unit)} are needed" : null;
    }

    // The age of a backup in seconds says nothing to anybody.
    private static string Words(double level, string unit) => unit is "seconds" && level >= ManySeconds
        ? Wording.Span(TimeSpan.FromSeconds(Math.Min(level, MostSeconds))) : Wording.Level(level, unit);
}
