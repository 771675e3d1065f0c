using Bellwether.Agent.Judging.Rules;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Judging;

/// <summary>After a promote: the promote may be withdrawn, and nothing else.</summary>
/// <remarks>
/// What is sound over a long bake:
/// Deterministic rules hold as in the watch, on windows that end after the promote: what was known then was weighed
/// then, or overruled by a person.
/// Counts go on adding up since the warm-up, and are looked at ever more seldom (1.3 times as late each time), so that
/// a day of bake has a dozen looks and not thousands. The tail that evidence is read from was fitted to the looks of
/// one window, so these later looks ask for log 2 more: the bake may spend half of the budget once more, which the
/// watch did not spend.
/// A fault that starts late is diluted by the good points before it; its ratio has to reach the gate all the same.
/// E5 is kept out: its fifth breach counts chances, and a long bake has too many of them.
/// Blindness withdraws nothing: it stays pending, and is named at the end.
/// </remarks>
internal static class BakeJudge
{
    /// <summary>Enough for a bake of a day at points of one second.</summary>
    private const int MostPoints = 100_000;

    public static Judgement Judge(WatchCase asked)
    {
        var (plan, snapshot, circumstances) = asked;
        var promoted = circumstances.PromotedAt ?? (snapshot.T0 ?? snapshot.AnnouncedAt) + plan.Policy.Window;
        var whole = Scene.Of(asked, MostPoints);
        var scene = whole with
        {
            OnlyAfter = promoted,
            Looks = Looks(whole, promoted),
            Surcharge = Math.Log(2),
            BreachesForE5 = 0,
        };
        var findings = AlwaysOnRules.Examine(snapshot).ToList();
        if (snapshot.T0 is not null) findings.AddRange(RuleBook.Examine(scene));
        var tally = new Tally(findings, snapshot, circumstances);
        var withdraws = tally.Own.Count > 0 && !tally.AllShared && circumstances.RollbackUnsafe.Count == 0;
        var decision = withdraws ? Decision.Rollback
            : snapshot.Now >= promoted + plan.Policy.Bake ? Decision.Promote : Decision.Pending;
        return new()
        {
            Decision = decision,
            Evidence = tally.Evidence,
            Summary = Summarise(decision, tally, promoted, asked),
            DataCoverage = tally.Coverage(scene.Points),
            Points = scene.Points,
        };
    }

    /// <summary>The watch's schedule carried on, those after the promote.</summary>
    private static IReadOnlyList<int> Looks(Scene scene, DateTimeOffset promoted)
    {
        // A window far beyond the last point, so that its own last look never comes.
        var schedule = LookSchedule.Of(scene.Plan.Policy.WarmUpPoints, 2 * MostPoints);
        return [.. schedule.Where(look => look <= scene.Points && scene.At(look) > promoted)];
    }

    private static string Summarise(Decision decision, Tally tally, DateTimeOffset promoted, WatchCase asked)
    {
        if (decision == Decision.Rollback) return Summary.Failed(tally.Own);
        var since = Wording.Span(asked.Snapshot.Now - promoted);
        var state = decision == Decision.Promote ? $"confirmed after a bake of {since}" : $"baking for {since}";
        if (tally.Failing.Count == 0)
            return tally.Missing is { } missing and not Cause.NotExcluded
                ? $"{state}; not all could be judged" : $"{state}, nothing failed";
        var why = tally.AllPreExisting ? "it was already failing before the deployment"
            : tally.AllShared ? "instances on the old version fail in the same way"
            : $"undoing is unsafe: {string.Join(", ", asked.Circumstances.RollbackUnsafe)}";
        return $"{state}, but {Summary.Failed(tally.Failing)}; {why}";
    }
}
