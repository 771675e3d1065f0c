using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Judging.Controls;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Judging.Cases;

/// <summary>A control and a new version, and no history: judged once, by blocks, when all is there.</summary>
internal static class ControlPair
{
    public static CaseAnswer Judge(CaseQuestion own, CompareRulePlan plan)
    {
        var observed = own.Observed.TryGetValue(plan.Signal, out var given) ? given : [];
        var question = new ControlQuestion
        {
            Baseline = own.Baselines[plan.Signal],
            Observed = observed.AsMemory(Math.Min(own.WarmUpPoints, observed.Length)),
            Direction = plan.Direction,
            Allow = plan.Allow,
            Needed = -Math.Log(own.FalseRollbackBudget),
        };
        var evidence = ControlEvidence.Of(question, ControlJudge.Examine(question), new(plan.Name, plan.Signal, "")
        {
            Critical = plan.Critical,
            Tolerate = plan.Tolerate,
        });
        return AnswerTo(evidence, own.WindowPoints);
    }

    /// <summary>What one evidence alone decides.</summary>
    public static CaseAnswer AnswerTo(Evidence evidence, int point) => new()
    {
        Decision = evidence.Outcome switch
        {
            Outcome.Fail => Decision.Rollback,
            Outcome.Pass => Decision.Promote,
            _ => Decision.Inconclusive,
        },
        Cause = evidence.Outcome == Outcome.Inconclusive ? evidence.Cause ?? Cause.NoData : null,
        AtPoint = point,
        Signal = evidence.Outcome == Outcome.Fail ? evidence.Signal : null,
        Evidence = [evidence],
    };
}
