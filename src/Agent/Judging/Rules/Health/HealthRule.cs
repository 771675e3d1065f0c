using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Contracts.Verdicts;
using Bellwether.Probes;

namespace Bellwether.Agent.Judging.Rules.Health;

/// <summary>Fails when at least K of N neighbouring looks at one instance are bad.</summary>
internal static class HealthRule
{
    private const string Method = "health";

    /// <summary>A probe silent for longer than so many of its own gaps has stopped looking.</summary>
    private const double GapsOfSilence = 3;

    public static Finding Examine(HealthRulePlan plan, Scene scene)
    {
        var view = SignalView.Find(scene.Snapshot, plan.Signal);
        if (Finding.Unseen(plan, Method, view) is { } unseen) return unseen;
        var history = view!.History;
        var looks = StartingUp.WithoutRefusals(history.LooksAfter, history.LooksBefore, scene)
            .Where(look => look.At >= scene.LooksFrom).ToList();
        var instances = HealthBefore.PerInstance(looks, scene.LastLooks)
            .Select(of => (of.Key, of.Value, Finding: Test(plan, of.Value, scene))).ToList();
        var failing = instances.FindAll(of => of.Finding.Outcome == Outcome.Fail);
        var coverage = CoverageOf(looks, scene);
        if (failing.Count == 0 && coverage < Finding.LeastCoverage) return Finding.TooFew(plan, Method, view, coverage);

        // An instance that was looked at fewer than K times came or went; the others speak.
        var speaking = instances.FindAll(of => of.Finding.Seen >= plan.FailAfter.K);
        var outcome = Outcomes.Worst(speaking.Select(of => of.Finding.Outcome));
        var told = failing.Count > 0 ? failing[0] : instances.Count > 0 ? instances[0] : default;
        return new()
        {
            Coverage = coverage,
            ControlFails = failing.Count > 0 && ControlFails(plan, history.LooksControl, scene),
            Evidence = new()
            {
                Rule = plan.Name,
                Signal = plan.Signal,
                Outcome = outcome,
                Critical = plan.Critical,
                Method = Method,
                Unit = "looks",
                Cause = outcome == Outcome.Inconclusive
                    ? history.ProviderUnavailable ? Cause.ProviderUnavailable : Cause.NoData : null,
                PreExisting = failing.Count > 0
                    && failing.TrueForAll(of => HealthBefore.Failed(plan, history, scene, of.Key)
                        || HealthBefore.BeganBefore(plan, history, of.Key, of.Value[of.Finding.End - 1].At)),
                Observed = told.Value is not { Count: > 0 } seen ? null : new()
                {
                    From = seen[Math.Min(told.Finding.Start, seen.Count - 1)].At,
                    To = seen[told.Finding.End - 1].At,
                    Points = told.Finding.End - told.Finding.Start,
                    Value = told.Finding.Bad,
                },
                Explanation = outcome == Outcome.Fail
                    ? $"{told.Finding.Bad} of {told.Finding.End - told.Finding.Start} looks at {plan.Signal}"
                        + $" failed on {told.Key} ({plan.FailAfter} fail){Why(told.Value, told.Finding)}"
                    : Explain(plan, outcome, told.Finding, looks),
            },
        };
    }

    /// <summary>What the last of the bad looks said; empty where it said nothing.</summary>
    public static string Why(IReadOnlyList<LookMark> looks, KOfNFinding finding)
    {
        for (var i = finding.End - 1; i >= finding.Start; i--)
            if (looks[i] is { Reachability: Reachability.Bad, Why: { } why })
                return $": {why}";
        return "";
    }

    private static KOfNFinding Test(HealthRulePlan plan, List<LookMark> looks, Scene scene)
    {
        var from = scene.OnlyAfter is { } only ? looks.FindIndex(look => look.At >= only) : 0;
        return KOfNTest.Examine(
            looks.ConvertAll(look => look.Reachability), plan.FailAfter, from < 0 ? looks.Count : from);
    }

    /// <summary>At least half of the instances on the old version fail: one that died long ago excuses
    /// nobody.</summary>
    private static bool ControlFails(HealthRulePlan plan, IReadOnlyList<LookMark>? looks, Scene scene)
    {
        if (looks is not { Count: > 0 }) return false;
        var instances = HealthBefore.PerInstance(looks.Where(look => look.At >= scene.LooksFrom), scene.LastLooks);
        return instances.Count > 0
            && instances.Values.Count(of => Test(plan, of, scene).Outcome == Outcome.Fail) * 2 >= instances.Count;
    }

    /// <summary>Share of the looks with an answer, less the time after the last one if the probe fell silent.</summary>
    private static double CoverageOf(List<LookMark> looks, Scene scene)
    {
        if (looks.Count == 0) return 0;
        var share = (double)looks.Count(look => look.Reachability != Reachability.Missing) / looks.Count;
        var (first, last, now) = (looks[0].At, looks[^1].At, scene.Snapshot.Now);
        var gap = looks.Count > 1 ? (last - first) / (looks.Count - 1) : scene.Interval;
        var length = now - scene.LooksFrom;
        var silent = now - last;
        return length <= TimeSpan.Zero || silent <= GapsOfSilence * gap ? share : share * (1 - silent / length);
    }

    private static string Explain(
        HealthRulePlan plan, Outcome outcome, KOfNFinding told, List<LookMark> looks) =>
            outcome switch
            {
                Outcome.Pass => $"{plan.Signal} answered {looks.Count(look => look.Reachability == Reachability.Good)}"
                    + $" of {looks.Count} looks",
                _ when told.Seen < plan.FailAfter.K =>
                    $"{plan.Signal} was looked at only {Times(told.Seen)} since the warm-up:"
                    + $" {plan.FailAfter.K} looks are needed to tell whether it is up",
                _ => $"{Times(looks.Count(look => look.Reachability == Reachability.Missing))} the agent could not look"
                    + $" at {plan.Signal}: it may have been down for {plan.FailAfter} looks without being seen",
            };

    private static string Times(int count) => count == 1 ? "once" : count == 2 ? "twice" : $"{count} times";
}
