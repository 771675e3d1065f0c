using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Contracts.Verdicts;
using Bellwether.Probes;

namespace Bellwether.Agent.Judging.Rules.Absent;

/// <summary>Fails when a signal that was there is missing for too long while its target answers.</summary>
internal static class AbsentRule
{
    private const string Method = "absent";

    /// <summary>One good look in a gap may be an accident.</summary>
    private const int LeastGoodLooks = 2;

    public static Finding Examine(AbsentRulePlan plan, Scene scene)
    {
        var view = SignalView.Find(scene.Snapshot, plan.Signal);
        if (Finding.Unseen(plan, Method, view) is { } unseen) return unseen;
        var history = view!.History;
        if (history.ProviderUnavailable) return Finding.TooFew(plan, Method, view, 0);
        if (!history.Before.Points.Any(point => point.Seen && !point.Masked))
            return Finding.Cannot(plan, Method, view, Cause.NoBaseline, $"{plan.Signal} was not there before either");

        var needed = Math.Max(1, (int)Math.Ceiling(plan.For / scene.Interval));
        var points = scene.Since(history.After)[scene.From..];
        var (start, length) = LongestGap(points, needed);
        var (from, to) = (scene.At(scene.From + start), scene.At(scene.From + start + length));
        var gone = length >= needed && (scene.OnlyAfter is not { } only || to > only);
        var answers = gone ? Answers(plan, scene, from, to) : null;
        var failed = gone && answers is true;
        var outcome = failed ? Outcome.Fail : gone || points.Length == 0 ? Outcome.Inconclusive : Outcome.Pass;
        return new()
        {
            Coverage = null,
            ControlFails = failed && history.Control is { } control
                && LongestGap(scene.Since(control)[scene.From..], needed).Length >= needed,
            Evidence = new()
            {
                Rule = plan.Name,
                Signal = plan.Signal,
                Outcome = outcome,
                Critical = plan.Critical,
                Method = Method,
                Unit = history.Unit,
                Cause = outcome == Outcome.Inconclusive ? Cause.NoData : null,
                PreExisting = failed && FailsBefore(plan, view, scene),
                Observed = points.Length == 0 ? null : new() { From = from, To = to, Points = length, Value = null },
                Explanation = failed
                    ? $"{plan.Signal} was there before and is missing for {Wording.Span(length * scene.Interval)}"
                        + " while its target answers"
                    : gone ? $"{plan.Signal} is missing, and it is not known whether its target answers"
                    : $"{plan.Signal} is there: longest gap {Wording.Span(length * scene.Interval)}",
            },
        };
    }

    /// <summary>Whether it was missing for as long on the stretch just before t0.</summary>
    public static bool FailsBefore(AbsentRulePlan plan, SignalView view, Scene scene)
    {
        var needed = Math.Max(1, (int)Math.Ceiling(plan.For / scene.Interval));
        return scene.FailedBefore(view.History.Before, needed, points => LongestGap(points, needed).Length >= needed);
    }

    /// <summary>The first gap that is long enough, else the longest.</summary>
    private static (int Start, int Length) LongestGap(IReadOnlyList<Point> points, int needed)
    {
        var (best, bestLength, length) = (0, 0, 0);
        for (var i = 0; i < points.Count; i++)
        {
            length = points[i].Seen ? 0 : length + 1;
            if (length > bestLength && (bestLength < needed || i - length + 1 == best))
                (best, bestLength) = (i - length + 1, length);
        }

        return (best, bestLength);
    }

    /// <summary>Whether the target answered in a gap: by the probe's own reachability, else by any other's.</summary>
    /// <returns>Null where nobody looked.</returns>
    private static bool? Answers(AbsentRulePlan plan, Scene scene, DateTimeOffset from, DateTimeOffset to)
    {
        var own = $"{plan.Signal.Split('.')[0]}.up";
        var looks = (scene.Snapshot.Signals.TryGetValue(own, out var up)
                ? up.LooksAfter
                : scene.Snapshot.Signals.Where(signal => signal.Key.EndsWith(".up", StringComparison.Ordinal))
                    .OrderBy(signal => signal.Key, StringComparer.Ordinal)
                        .SelectMany(signal => signal.Value.LooksAfter))
            .Where(look => look.At >= from && look.At < to).ToList();
        var good = looks.Count(look => look.Reachability == Reachability.Good);
        var bad = looks.Count(look => look.Reachability == Reachability.Bad);
        return good + bad == 0 ? null : good >= LeastGoodLooks && good > bad;
    }
}
