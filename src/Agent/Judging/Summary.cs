using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Judging;

/// <summary>A judgement in one plain sentence, for a person on call.</summary>
internal static class Summary
{
    public static string Of(Decision decision, Cause? cause, Tally tally, Scene scene, Circumstances circumstances) =>
        decision switch
        {
            Decision.Rollback => Failed(tally.Own),
            Decision.Promote => Promoted(tally, scene),
            Decision.Pending => Pending(tally, scene),
            _ => Inconclusive(cause, tally, scene, circumstances),
        };

    /// <summary>The first failing rule's sentence, and the names of the others.</summary>
    public static string Failed(IReadOnlyList<Finding> failing)
    {
        var first = failing[0].Evidence;
        var others = failing.Skip(1).Select(finding => finding.Evidence.Rule).Where(rule => rule != first.Rule)
            .Distinct().ToList();
        return others.Count == 0 ? first.Explanation
            : $"{first.Explanation}; also failing: {string.Join(", ", others)}";
    }

    private static string Pending(Tally tally, Scene scene)
    {
        if (scene.Snapshot.T0 is null) return "waiting for the first sign of the new version";
        var progress = $"{scene.Points} of {scene.Plan.Policy.WindowPoints} points watched";
        return tally.Failing.Count == 0
            ? $"{progress}, nothing failed so far"
            : $"{progress}; {Failed(tally.Failing)}: as before the deployment, or on the old version as well";
    }

    /// <summary>For each critical rule what was seen, what could not be excluded, and the smallest effect that would
    /// have been found; for the others only what is missing.</summary>
    private static string Promoted(Tally tally, Scene scene)
    {
        List<string> parts = [$"nothing failed in {Wording.Span(scene.Points * scene.Interval)}"];
        parts.AddRange(tally.Bounded.Select(finding => Named(finding, finding.Evidence.Explanation)));
        parts.AddRange(tally.NotExcluded.Select(finding => Named(finding, finding.NotExcluded!)));
        if (tally.Unsaid.Count > 0) parts.Add($"could not judge: {Rules(tally.Unsaid)}");
        return string.Join("; ", parts);
    }

    private static string Named(Finding finding, string what) => $"{finding.Evidence.Rule}: {what}";

    private static string Inconclusive(Cause? cause, Tally tally, Scene scene, Circumstances circumstances) =>
        cause switch
        {
            Cause.AgentUnwell => $"the agent could not do its work: {circumstances.Unwell}",
            Cause.IdentityConflict => "two agents claim one id: give each its own",
            Cause.Superseded => $"a later deployment took its place: {circumstances.SupersededBy}",
            Cause.Cancelled => "the deployment was cancelled",
            Cause.NotDeployed => "no sign of the new version, and no word that it is there, by the deadline",
            Cause.Deadline =>
                $"no verdict by the deadline: {scene.Points} of {scene.Plan.Policy.WindowPoints} points were watched",
            Cause.PreExisting => $"{Failed(tally.Failing)}; it was already failing before the deployment",
            Cause.SharedCause => $"{Failed(tally.Own)}; instances on the old version fail in the same way",
            Cause.RollbackUnsafe =>
                $"{Failed(tally.Own)}; undoing is unsafe: {string.Join(", ", circumstances.RollbackUnsafe)}",
            Cause.VersionSkew when circumstances.StillRuns is { } old =>
                $"the instances still name version {old}: the new version was never seen",
            Cause.VersionSkew when circumstances.AlsoRuns is { } old =>
                $"some instances still name version {old}: not all of them were replaced",
            Cause.VersionSkew => $"instances run different versions: {string.Join(", ", scene.Snapshot.Versions)}",
            _ => Missing(cause, tally),
        };

    private static string Missing(Cause? cause, Tally tally)
    {
        var of = tally.Blocking.Concat(tally.Unsaid).Where(finding => finding.Evidence.Cause == cause).ToList();
        if (of.Count == 0)
            return tally.OnlyAside
                ? "nothing that was seen tells what the version itself does: add a probe that looks at the service"
                : "no rule had data to judge by";
        var others = of.Skip(1).Select(finding => finding.Evidence.Rule).Distinct().ToList();
        return others.Count == 0
            ? of[0].Evidence.Explanation
            : $"{of[0].Evidence.Explanation}; the same holds for {string.Join(", ", others)}";
    }

    private static string Rules(IReadOnlyList<Finding> findings) =>
        string.Join(", ", findings.Select(finding => finding.Evidence.Rule).Distinct());
}
