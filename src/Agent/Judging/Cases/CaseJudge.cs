using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Judging.Cases;

/// <summary>The judge alone: numbers in, verdict out. Pure.</summary>
internal static class CaseJudge
{
    public static CaseAnswer Judge(CaseQuestion question) => Judge(question, new());

    /// <param name="question">The case.</param>
    /// <param name="cache">What was learned for the cases before; never changes an answer.</param>
    public static CaseAnswer Judge(CaseQuestion question, CalibrationCache cache)
    {
        if (ControlCases.Covers(question)) return ControlCases.Judge(question);
        var signals = CaseSignals.Of(question, cache);
        var scene = CaseScene.Of(question, signals);
        var methods = CaseMethods.Of(signals, scene);
        foreach (var point in Moments(scene, methods))
        {
            var findings = methods.Select(method => method.At(point)).ToList();
            var (decision, cause) = DecisionTable.Decide(Stand(scene, methods, findings, point));
            if (decision == Decision.Pending) continue;
            return new()
            {
                Decision = decision,
                Cause = cause,
                AtPoint = point,
                Signal = decision == Decision.Rollback ? Loudest(methods, point) : null,
                Evidence = [.. findings.Select(finding => finding.Evidence)],
            };
        }

        throw new InvalidOperationException("A window without a last look.");
    }

    /// <summary>When something may be said: at each crossing, at the looks from which a promote may come, and at
    /// the end.</summary>
    private static SortedSet<int> Moments(CaseScene scene, IReadOnlyList<CaseMethod> methods)
    {
        var moments = new SortedSet<int> { scene.Window };
        foreach (var method in methods)
            if (method.CrossedAt is { } crossed)
                moments.Add(crossed);
        moments.UnionWith(scene.Looks.Where(look => look >= scene.MinWatch));
        return moments;
    }

    private static Standing Stand(
        CaseScene scene, IReadOnlyList<CaseMethod> methods, List<Finding> findings, int point) => new()
        {
            Deployed = true,
            Fails = findings.Exists(finding => finding.Evidence.Outcome == Outcome.Fail),
            Ended = point >= scene.Window,
            MayPromote = point >= scene.MinWatch && scene.Looks.Contains(point),
            Missing = Missing(methods, findings),
        };

    /// <summary>What forbids a promote, the first of the table; null for nothing.</summary>
    private static Cause? Missing(IReadOnlyList<CaseMethod> methods, List<Finding> findings)
    {
        var main = methods.Zip(findings).Where(pair => !pair.Second.Beside).ToList();
        var carried = main.Exists(pair => pair.Second.Evidence.Outcome == Outcome.Pass);
        // The enum has the order of the table.
        var causes = main.Where(pair => pair.Second.Evidence.Outcome == Outcome.Inconclusive)
            .Where(pair => !carried || Blocks(pair.First, pair.Second.Evidence))
            .Select(pair => pair.Second.Evidence.Cause ?? Cause.NoData).ToList();
        return causes.Count > 0 ? causes.Min() : carried ? null : Cause.NoData;
    }

    /// <summary>A signal that could be judged and has no data, or no requests, may hide what others do not show: it
    /// need not be critical to forbid a promote. One that had nothing before either hides nothing that could be
    /// seen.</summary>
    private static bool Blocks(CaseMethod method, Evidence evidence) => evidence.Critical
        || (method.CouldJudge && evidence.Cause is (Cause.NoData or Cause.TooLittleTraffic));

    /// <summary>Of those that cross at a point the one that is strongest by then: what comes later decides
    /// nothing.</summary>
    private static string? Loudest(IReadOnlyList<CaseMethod> methods, int point) => methods
        .Where(method => method.CrossedAt == point)
        .MaxBy(method => method.StrengthAt(point) ?? 0)?.Signal.Plan.Signal;
}
