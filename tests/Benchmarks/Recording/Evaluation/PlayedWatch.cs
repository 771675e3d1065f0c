using Bellwether.Agent.Judging;
using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Contracts.Signals;
using Bellwether.Contracts.Verdicts;
using Bellwether.Testing.Kill;
using Bellwether.Testing.Recording;

namespace Bellwether.Benchmarks.Recording.Evaluation;

/// <summary>How one watch over the recording ended.</summary>
/// <param name="Decision">Promote, rollback or inconclusive.</param>
/// <param name="Cause">Why it is inconclusive.</param>
/// <param name="Points">Points after t0 at the verdict.</param>
/// <param name="Failing">Signals of the rules that failed.</param>
internal sealed record PlayedWatch(Decision Decision, Cause? Cause, int Points, IReadOnlyList<string> Failing)
{
    /// <summary>Asks the judge at each point, as the agent does, until it has a verdict.</summary>
    public static PlayedWatch Of(
        ServiceHistory history, EvaluationSetting setting, RecordedRestart moment, InjectedFault fault, Dice dice)
    {
        var plan = history.Plan;
        var before = history.Before(moment.Back);
        var after = fault.Make(before.Latency, history.After(moment.Back), dice);
        Judgement? judgement = null;
        for (var points = 1; points <= setting.Policy.WindowPoints; points++)
        {
            var now = after.Errors.Start + points * setting.Policy.Interval;
            judgement = Judge.Watch(new(plan, Snapshot(history, moment, now, before, after), new()));
            if (judgement.Decision != Decision.Pending) break;
        }

        return new(
            judgement!.Decision, judgement.Cause, judgement.Points,
            [.. judgement.Evidence.Where(of => of.Outcome == Outcome.Fail).Select(of => of.Signal)]);
    }

    private static WatchSnapshot Snapshot(
        ServiceHistory history, RecordedRestart moment, DateTimeOffset now,
        (PointSeries Errors, PointSeries Latency) before, (PointSeries Errors, PointSeries Latency) after)
    {
        var (t0, end) = (moment.Back, now.ToUnixTimeSeconds());
        var none = PointSeries.Empty(before.Errors.Interval);
        var looks = history.Looks(t0, now);
        SignalHistory[] signals =
        [
            new()
            {
                Name = ServiceHistory.Errors, Kind = SignalKind.Ratio, Unit = "ratio",
                Before = before.Errors, After = after.Errors.Until(now),
            },
            new()
            {
                Name = ServiceHistory.Latency, Kind = SignalKind.Latency, Unit = "seconds",
                Bounds = RecordedSecond.Bounds, Before = before.Latency, After = after.Latency.Until(now),
            },
            new()
            {
                Name = ServiceHistory.Up, Kind = SignalKind.State, Unit = "looks", Before = none, After = none,
                LooksBefore = looks.Before, LooksAfter = looks.After,
            },
            new()
            {
                Name = ServiceHistory.Restarts, Kind = SignalKind.State, Unit = "restarts", Before = none, After = none,
                Count = history.RestartsIn(new(t0, end)),
                CountBefore = history.RestartsIn(new(moment.Asked - (end - t0), moment.Asked)),
            },
        ];
        return new()
        {
            AnnouncedAt = DateTimeOffset.FromUnixTimeSeconds(moment.Asked),
            T0 = DateTimeOffset.FromUnixTimeSeconds(t0),
            Now = now,
            Interval = before.Errors.Interval,
            Signals = signals.ToDictionary(signal => signal.Name),
            Instances = ["recorded"],
        };
    }
}
