using Bellwether.Agent.Configuration.Plans;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Judging.Cases;

/// <summary>Cases with a control: instances on the old version at the same time, with or without a history.</summary>
/// <remarks>Each signal is judged by itself at its own share of the budget, which is the same as judging them together:
/// a share in the weight or in the budget is the same nats.</remarks>
internal static class ControlCases
{
    public static bool Covers(CaseQuestion question) => question.Control is not null || question.Baselines.Count > 0;

    public static CaseAnswer Judge(CaseQuestion question)
    {
        var plans = question.Signals.Select(name => ControlSignal.PlanOf(question, name)).ToList();
        var answers = new List<CaseAnswer>();
        foreach (var plan in plans)
        {
            var own = question with
            {
                Signals = [plan.Signal],
                FalseRollbackBudget = question.FalseRollbackBudget * Math.Exp(Budget.LogWeight(plan, plans)),
            };
            answers.Add(Alone(own, plan));
        }

        return Together(question, answers);
    }

    private static CaseAnswer Alone(CaseQuestion own, CompareRulePlan plan) =>
        own.Baselines.ContainsKey(plan.Signal) ? ControlPair.Judge(own, plan)
        : own.Control is null ? CaseJudge.Judge(own with { Baselines = new Dictionary<string, double[]>() })
        : IsCounted(own, plan.Signal) ? Counted(own)
        : ControlSignal.Judge(own, plan);

    private static bool IsCounted(CaseQuestion own, string name) =>
        own.Counts.ContainsKey(name) || own.Series?.Counts.ContainsKey(name) is true;

    /// <summary>Counts know their own over-dispersion: each side is judged against its own past.</summary>
    private static CaseAnswer Counted(CaseQuestion own)
    {
        var alone = CaseJudge.Judge(own with { Control = null });
        if (alone.Decision != Decision.Rollback) return alone;
        var control = CaseJudge.Judge(own with
        {
            Series = own.Control,
            Control = null,
            Counts = new Dictionary<string, CasePairs>(),
            Observed = new Dictionary<string, double[]>(),
        });
        return control.Decision != Decision.Rollback ? alone : alone with
        {
            Decision = Decision.Inconclusive,
            Cause = Cause.SharedCause,
            Signal = null,
            AtPoint = own.WindowPoints,
        };
    }

    private static CaseAnswer Together(CaseQuestion question, List<CaseAnswer> answers)
    {
        IReadOnlyList<Evidence> evidence = [.. answers.SelectMany(answer => answer.Evidence)];
        var first = answers.Where(answer => answer.Decision == Decision.Rollback)
            .OrderBy(answer => answer.AtPoint).ThenByDescending(answer => answer.Evidence.Max(of => of.Strength ?? 0))
            .FirstOrDefault();
        if (first is not null) return first with { Evidence = evidence };
        var promoted = answers.Where(answer => answer.Decision == Decision.Promote).ToList();
        var causes = answers.Where(answer => answer.Decision == Decision.Inconclusive)
            .Where(answer => promoted.Count == 0 || Blocks(answer)).Select(answer => answer.Cause).ToList();
        return new()
        {
            Decision = causes.Count > 0 ? Decision.Inconclusive : Decision.Promote,
            Cause = causes.Count > 0 ? causes.Min() : null,
            AtPoint = causes.Count > 0 ? question.WindowPoints : promoted.Max(answer => answer.AtPoint),
            Evidence = evidence,
        };
    }

    /// <summary>A signal that could be judged and has no data may hide what others do not show.</summary>
    private static bool Blocks(CaseAnswer answer) =>
        answer.Cause is Cause.SharedCause or Cause.NoData or Cause.TooLittleTraffic
        || answer.Evidence.Any(evidence => evidence.Critical);
}
