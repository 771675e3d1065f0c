using Bellwether.Agent.Configuration.Plans;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Judging;

/// <summary>After a rollback: every rule that failed passes on as many points as it failed on. Where nothing had failed
/// (a person put the old version back), it has to answer.</summary>
internal static class RecoveryJudge
{
    public static RecoveryJudgement Judge(WatchCase asked, IReadOnlyList<Evidence> failed)
    {
        var (plan, snapshot, _) = asked;
        var waited = snapshot.Now - (snapshot.T0 ?? snapshot.AnnouncedAt + plan.Policy.StartWithin);
        var late = waited >= plan.Policy.Window;
        if (snapshot.T0 is null)
            return late
                ? new(RecoveryState.NotRecovered, [], "no sign of the old version within one window")
                : new(RecoveryState.Pending, [], "waiting for the first sign of the old version");

        var scene = Scene.Of(asked, int.MaxValue);
        var sick = failed.Where(evidence => evidence.Outcome == Outcome.Fail).ToList();
        return sick.Count > 0 ? AfterFailure(sick, scene, late, waited) : AfterNothing(scene, late, waited);
    }

    private static RecoveryJudgement AfterFailure(
        List<Evidence> failed, Scene scene, bool late, TimeSpan waited)
    {
        var now = failed.ConvertAll(was => RuleAgain.Examine(was, scene));
        var sick = now.FindAll(evidence => evidence.Outcome != Outcome.Pass);
        var state = StateOf(sick.Count == 0, late);
        var span = Wording.Span(waited);
        return new(state, now, state switch
        {
            RecoveryState.Recovered => $"well again {span} after the old version came back: {Rules(now)}",
            RecoveryState.NotRecovered => $"not well within {span} of the old version: {sick[0].Explanation}",
            _ => $"not well yet, {span} after the old version came back: {sick[0].Explanation}",
        });
    }

    /// <summary>No rule says what to wait for: then all that had data before must have some again, and none may
    /// fail.</summary>
    private static RecoveryJudgement AfterNothing(Scene scene, bool late, TimeSpan waited)
    {
        var now = scene.Plan.Rules.Where(rule => HadPoints(rule, scene)).Select(rule => RuleAgain.Now(rule, scene))
            .ToList();
        var sick = now.Find(evidence => evidence.Outcome == Outcome.Fail)
            ?? now.Find(evidence => evidence is { Outcome: Outcome.Inconclusive, Observed: null, Cause: Cause.NoData });
        var why = sick?.Explanation ?? (now.Count == 0 ? "no rule has any data" : null);
        var state = StateOf(why is null, late);
        var span = Wording.Span(waited);
        return new(state, now, state switch
        {
            RecoveryState.Recovered => $"nothing had failed; the old version answers, {span} after it came back",
            RecoveryState.NotRecovered => $"nothing had failed, but within {span} of the old version: {why}",
            _ => $"nothing had failed; waiting for the old version to answer: {why}",
        });
    }

    private static RecoveryState StateOf(bool well, bool late) =>
        well ? RecoveryState.Recovered : late ? RecoveryState.NotRecovered : RecoveryState.Pending;

    /// <summary>Restarts that did not happen are no answer.</summary>
    private static bool HadPoints(RulePlan rule, Scene scene) => rule is not RestartsRulePlan
        && SignalView.Find(scene.Snapshot, rule.Signal)?.History is { } history
        && (history.LooksBefore.Count > 0 || history.Before.Points.Any(point => point.Seen));

    private static string Rules(List<Evidence> evidence) =>
        string.Join(", ", evidence.Select(of => of.Rule).Distinct());
}
