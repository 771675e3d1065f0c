using Bellwether.Agent.Baselines;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Contracts.Signals;
using Bellwether.Contracts.Verdicts;
using Bellwether.Probes;

namespace Bellwether.Agent.Judging.Rules.Limit;

/// <summary>Fails when at least K of N neighbouring points lie outside absolute limits.</summary>
internal static class LimitRule
{
    private const string Method = "limit";

    /// <summary>A ratio's points are few requests each: so many bad ones beyond the limit make a breach of their
    /// window.</summary>
    private const double LeastExtra = 3;

    public static Finding Examine(LimitRulePlan plan, Scene scene)
    {
        var view = SignalView.Find(scene.Snapshot, plan.Signal);
        if (Finding.Unseen(plan, Method, view) is { } unseen) return unseen;
        var after = scene.Since(view!.History.After)[scene.From..];
        var from = scene.OnlyAfter is { } only ? (int)((only - scene.At(scene.From)) / scene.Interval) : 0;
        var now = Test(plan, view, scene, after, Math.Max(0, from));
        var coverage = scene.Judged == 0 ? 0 : (double)now.Seen / scene.Judged;
        if (now.Outcome != Outcome.Fail && coverage < Finding.LeastCoverage)
            return Finding.TooFew(plan, Method, view, coverage);

        var level = Worst(plan, Levelled(view, scene, after)[now.Start..now.End]);
        return new()
        {
            Coverage = coverage,
            ControlFails = now.Outcome == Outcome.Fail && view.History.Control is { } control
                && Test(plan, view, scene, scene.Since(control)[scene.From..], 0).Outcome == Outcome.Fail,
            Evidence = new()
            {
                Rule = plan.Name,
                Signal = plan.Signal,
                Outcome = now.Outcome,
                Critical = plan.Critical,
                Method = Method,
                Unit = view.History.Unit,
                Cause = now.Outcome == Outcome.Inconclusive ? Cause.NoData : null,
                PreExisting = now.Outcome == Outcome.Fail && Before(plan, view, scene).Found.Outcome == Outcome.Fail,
                Observed = new()
                {
                    From = scene.At(scene.From + now.Start),
                    To = scene.At(scene.From + now.End),
                    Points = now.End - now.Start,
                    Value = double.IsNaN(level) ? null : level,
                },
                Explanation = Happened(view, scene.Interval, now.Outcome, after[now.Start..now.End])
                    + Explain(plan, view, now, level) + Said(plan, scene, now),
            },
        };
    }

    /// <summary>Whether the points of a stretch break the limits.</summary>
    public static KOfNFinding Test(
        LimitRulePlan plan, SignalView view, Scene scene, IReadOnlyList<Point> points, int from)
    {
        var levels = Levelled(view, scene, points);
        var marks = Array.ConvertAll(levels, level => double.IsNaN(level) ? Reachability.Missing
            : Outside(plan, level) ? Reachability.Bad : Reachability.Good);
        return KOfNTest.Examine(marks, plan.FailAfter, from,
            view.History.Kind == SignalKind.Ratio ? (start, end) => Confirms(plan, points, start, end) : null);
    }

    /// <summary>How the limits are broken now, before there is a t0, in words; null where they are not.</summary>
    public static string? Breaks(LimitRulePlan plan, SignalView view, Scene scene)
    {
        var (found, points) = Before(plan, view, scene);
        if (found.Outcome != Outcome.Fail) return null;
        var window = points.Skip(found.Start).Take(found.End - found.Start).ToList();
        var now = scene.Snapshot.Now;
        return Happened(view, scene.Interval, found.Outcome, window)
            + Explain(plan, view, found, Worst(plan, Levelled(view, scene, window)))
            + Said(plan, scene, up => up.LooksBefore, (now - scene.Points * scene.Interval, now));
    }

    /// <summary>The same on the stretch just before t0, or on the last points that an unproven version made, if they
    /// break the limits to the end.</summary>
    private static (KOfNFinding Found, IReadOnlyList<Point> Points) Before(
        LimitRulePlan plan, SignalView view, Scene scene)
    {
        var (series, needed) = (view.History.Before, plan.FailAfter.N);
        var points = scene.JustBefore(series, needed);
        var before = Test(plan, view, scene, points, 0);
        if (before.Outcome == Outcome.Fail) return (before, points);
        var lately = scene.Lately(series, needed);
        if (!lately.Any(point => point.Unproven)) return (before, points);
        var now = Test(plan, view, scene, lately, 0);
        return now.Outcome == Outcome.Fail && EndsOutside(plan, view, scene, lately) is true
            && EndsOutside(plan, view, scene, scene.Meanwhile(series, needed)) is not false
            ? (now, lately) : (before, points);
    }

    /// <summary>Whether the last level of a stretch is outside; null where it has none.</summary>
    private static bool? EndsOutside(LimitRulePlan plan, SignalView view, Scene scene, IReadOnlyList<Point> points)
    {
        var levels = Levelled(view, scene, points);
        var last = Array.FindLastIndex(levels, level => !double.IsNaN(level));
        return last < 0 ? null : Outside(plan, levels[last]);
    }

    private static double[] Levelled(SignalView view, Scene scene, IReadOnlyList<Point> points)
    {
        var levels = new double[points.Count];
        for (var i = 0; i < levels.Length; i++)
            levels[i] = Levels.Of(view.History, points[i], view.Quantile, scene.Interval);
        return levels;
    }

    private static bool Outside(LimitRulePlan plan, double level) => level > plan.Max || level < plan.Min;

    /// <summary>All requests of the window together are outside as well, and not by one or two of them.</summary>
    private static bool Confirms(LimitRulePlan plan, IReadOnlyList<Point> points, int start, int end)
    {
        CountPair sum = default;
        for (var i = start; i < end; i++) sum = sum.Plus(CountPair.OfRatio(points[i]));
        return sum.Bad - plan.Max * sum.Total >= LeastExtra || plan.Min * sum.Total - sum.Bad >= LeastExtra;
    }

    private static double Worst(LimitRulePlan plan, double[] levels)
    {
        var worst = double.NaN;
        foreach (var level in levels)
        {
            if (double.IsNaN(level)) continue;
            if (double.IsNaN(worst) || (plan.Max is null ? level < worst : level > worst)) worst = level;
        }

        return worst;
    }

    private static string Explain(LimitRulePlan plan, SignalView view, KOfNFinding now, double level)
    {
        var unit = view.History.Unit;
        var limits = (plan.Min, plan.Max) switch
        {
            ({ } min, { } max) => $"outside {Wording.Level(min, unit)} to {Wording.Level(max, unit)}",
            ({ } min, _) => $"below {Wording.Level(min, unit)}",
            (_, { } max) => $"above {Wording.Level(max, unit)}",
            _ => "outside no limit",
        };
        return now.Outcome == Outcome.Inconclusive
            ? $"{plan.Signal} has too few points to tell whether {plan.FailAfter} were {limits}"
            : $"{plan.Signal} was {limits} in {now.Bad} of {now.End - now.Start} points"
                + $" ({plan.FailAfter} fail), at worst {Wording.Level(level, unit)}";
    }

    /// <summary>"writes were refused: the memory is full: 42 in 75 s: "; empty where nothing failed, or the level says
    /// it.</summary>
    private static string Happened(SignalView view, TimeSpan interval, Outcome outcome, IReadOnlyList<Point> points)
    {
        if (outcome != Outcome.Fail || view.History.Words?.Happened is not { } happened) return "";
        if (view.History.Kind != SignalKind.Rate) return $"{happened}: ";
        var count = points.Where(point => point.Seen).Sum(point => point.Value);
        return $"{happened}, {Wording.Requests(count, "times")} in {Wording.Span(points.Count * interval)}: ";
    }

    /// <summary>What the looks that brought the failing points said, though they were good; empty where they said
    /// nothing.</summary>
    private static string Said(LimitRulePlan plan, Scene scene, KOfNFinding now) => now.Outcome != Outcome.Fail ? ""
        : Said(plan, scene, up => up.LooksAfter, (scene.At(scene.From + now.Start), scene.At(scene.From + now.End)));

    private static string Said(LimitRulePlan plan, Scene scene, Func<SignalHistory, IReadOnlyList<LookMark>> looks,
        (DateTimeOffset From, DateTimeOffset To) within)
    {
        var probe = plan.Signal.Split('.')[0];
        if (!scene.Snapshot.Signals.TryGetValue($"{probe}.up", out var up)) return "";
        var last = looks(up).LastOrDefault(look => look.At >= within.From && look.At < within.To
            && look is { Reachability: Reachability.Good, Why: not null });
        return last.Why is { } why ? $": {why}" : "";
    }
}
