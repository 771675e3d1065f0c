using Bellwether.Agent.Baselines;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Contracts.Signals;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Judging.Rules.BurnRate;

/// <summary>Fails when the error budget burns faster than the limit in a short and in a long window.</summary>
/// <remarks>Burn rate = error ratio / (1 − objective). Source: Google SRE Workbook, "Alerting on SLOs".</remarks>
internal static class BurnRateRule
{
    private const string Method = "burn-rate";

    /// <summary>The rule speaks from so many requests on.</summary>
    private const double FewestRequests = 30;

    /// <summary>One or two bad requests of thirty burn any budget and mean nothing.</summary>
    private const double FewestBad = 3;

    private const int FewestShortPoints = 3;
    private const int WatchesPerShort = 12;

    public static Finding Examine(BurnRateRulePlan plan, Scene scene)
    {
        var view = SignalView.Find(scene.Snapshot, plan.Signal);
        if (Finding.Unseen(plan, Method, view) is { } unseen) return unseen;
        if (view!.History.Kind != SignalKind.Ratio)
            return Finding.Cannot(plan, Method, view, Cause.NoData, $"{plan.Signal} does not count bad ones of all");
        var pairs = scene.Since(view.History.After)[scene.From..].Select(point => CountPair.OfRatio(point)).ToArray();
        var from = scene.OnlyAfter is { } only ? (int)((only - scene.At(scene.From)) / scene.Interval) : 0;
        var now = Burn(plan, scene, pairs, Math.Max(0, from));
        var coverage = scene.Judged == 0 ? 0 : (double)pairs.Count(pair => pair.Seen) / scene.Judged;
        if (!now.Fails && coverage < Finding.LeastCoverage) return Finding.TooFew(plan, Method, view, coverage);
        var own = scene.OwnOf(view.History, now.End - now.Start);
        if (!now.Fails && now.Long.Total - own < FewestRequests)
            return Finding.Cannot(plan, Method, view, Cause.TooLittleTraffic,
                $"{Wording.Requests(now.Long.Total, own, view.Words.Counts)} are too few to tell how fast the budget of"
                + $" {plan.Signal} burns")
                with
            { Coverage = coverage };

        return new()
        {
            Coverage = coverage,
            ControlFails = now.Fails && view.History.Control is { } control
                && Burn(plan, scene, [.. scene.Since(control)[scene.From..].Select(point => CountPair.OfRatio(point))],
                    0).Fails,
            Evidence = Describe(plan, scene, now, view.Words) with
            {
                PreExisting = now.Fails && FailsBefore(plan, view, scene),
            },
        };
    }

    /// <summary>Whether the budget burned too fast on the stretch just before t0.</summary>
    public static bool FailsBefore(BurnRateRulePlan plan, SignalView view, Scene scene)
    {
        return scene.FailedBefore(view.History.Before, ShortPoints(plan, scene), points =>
            Burn(plan, scene, [.. points.Select(point => CountPair.OfRatio(point))], 0).Fails);
    }

    private static Evidence Describe(BurnRateRulePlan plan, Scene scene, Burned now, SignalWords words) => new()
    {
        Rule = plan.Name,
        Signal = plan.Signal,
        Outcome = now.Fails ? Outcome.Fail : Outcome.Pass,
        Critical = plan.Critical,
        Method = Method,
        Unit = "ratio",
        Observed = new()
        {
            From = scene.At(scene.From + now.Start),
            To = scene.At(scene.From + now.End),
            Points = now.End - now.Start,
            Requests = now.Long.Total,
            Value = double.IsNaN(now.Long.Ratio) ? null : now.Long.Ratio,
        },
        Explanation =
            $"{Wording.Percent(now.Long.Ratio)} of {Wording.Requests(now.Long.Total, words.Counts)} {words.Did}: the"
            + $" error budget of {Wording.Percent(1 - plan.Objective)} burns"
            + $" {Wording.Times(now.Long.Ratio / (1 - plan.Objective))} as fast as it may "
                + $"({Wording.Times(plan.Limit)} fails)",
    };

    private static int ShortPoints(BurnRateRulePlan plan, Scene scene) => plan.Short is { } told
        ? Math.Max(1, (int)Math.Ceiling(told / scene.Interval))
        : Math.Max(FewestShortPoints, (int)Math.Ceiling((double)scene.Plan.Policy.WindowPoints / WatchesPerShort));

    /// <summary>The first moment at which both windows burn too fast, else the last one. Every moment counts: see K of
    /// N.</summary>
    private static Burned Burn(BurnRateRulePlan plan, Scene scene, CountPair[] pairs, int from)
    {
        var shortPoints = ShortPoints(plan, scene);
        var longPoints = plan.Long is { } told ? Math.Max(1, (int)Math.Ceiling(told / scene.Interval)) : int.MaxValue;
        for (var end = Math.Max(1, from + 1); end <= pairs.Length; end++)
        {
            var start = end > longPoints ? end - longPoints : 0;
            var all = Sum(pairs, start, end);
            if (all.Total < FewestRequests || all.Bad < FewestBad) continue;
            var recent = Sum(pairs, Math.Max(0, end - shortPoints), end);
            var limit = plan.Limit * (1 - plan.Objective);
            if (all.Ratio > limit && recent.Ratio > limit && PointsWithBad(pairs, start, end) > 1)
                return new(true, start, end, all);
        }

        var last = pairs.Length > longPoints ? pairs.Length - longPoints : 0;
        return new(false, last, pairs.Length, Sum(pairs, last, pairs.Length));
    }

    private static CountPair Sum(CountPair[] pairs, int start, int end)
    {
        CountPair sum = default;
        for (var i = start; i < end; i++) sum = sum.Plus(pairs[i]);
        return sum;
    }

    /// <summary>Bad requests in one point alone are one look, and one look rolls nothing back.</summary>
    private static int PointsWithBad(CountPair[] pairs, int start, int end)
    {
        var points = 0;
        for (var i = start; i < end; i++) points += pairs[i].Bad > 0 ? 1 : 0;
        return points;
    }

    private readonly record struct Burned(bool Fails, int Start, int End, CountPair Long);
}
