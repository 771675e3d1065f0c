using Bellwether.Agent.Judging.Rules;

namespace Bellwether.Agent.Judging;

/// <summary>The gate: from the announcement to the verdict.</summary>
internal static class WatchJudge
{
    public static Judgement Judge(WatchCase asked)
    {
        var (plan, snapshot, circumstances) = asked;
        var scene = Scene.Of(asked, plan.Policy.WindowPoints);
        var findings = AlwaysOnRules.Examine(snapshot).ToList();
        if (snapshot.T0 is not null) findings.AddRange(RuleBook.Examine(scene));
        var tally = new Tally(findings, snapshot, circumstances);
        var (decision, cause) = DecisionTable.Decide(Stand(scene, tally, circumstances));
        return new()
        {
            Decision = decision,
            Cause = cause,
            Evidence = tally.Evidence,
            Summary = Summary.Of(decision, cause, tally, scene, circumstances),
            DataCoverage = tally.Coverage(scene.Points),
            Points = scene.Points,
        };
    }

    private static Standing Stand(Scene scene, Tally tally, Circumstances circumstances)
    {
        var policy = scene.Plan.Policy;
        var ended = scene.Points >= policy.WindowPoints;
        return new()
        {
            Unwell = circumstances.Unwell is not null,
            IdentityConflict = circumstances.IdentityConflict,
            Superseded = circumstances.SupersededBy is not null,
            Cancelled = circumstances.Cancelled,
            Deployed = scene.Snapshot.T0 is not null,
            DeadlinePassed = circumstances.DeadlinePassed,
            Fails = tally.Failing.Count > 0,
            AllPreExisting = tally.AllPreExisting,
            AllShared = tally.AllShared,
            RollbackUnsafe = circumstances.RollbackUnsafe.Count > 0,
            Ended = ended,
            MayPromote = scene.Looks.Count > 0 && scene.Looks[^1] >= policy.MinWatchPoints,
            Missing = tally.Missing,
        };
    }
}
