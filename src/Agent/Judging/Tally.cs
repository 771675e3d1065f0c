using Bellwether.Agent.Judging.Rules.FailureAtOnce;
using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Judging;

/// <summary>All findings of one moment, added up.</summary>
internal sealed class Tally
{
    private readonly IReadOnlyList<Finding> findings;
    private readonly WatchSnapshot snapshot;
    private readonly bool stillOld;

    /// <param name="findings">What the rules saw, in their order; the failure at once first, if there is one.</param>
    /// <param name="snapshot">What they saw it in.</param>
    /// <param name="circumstances">What the shell knows beside them.</param>
    public Tally(IReadOnlyList<Finding> findings, WatchSnapshot snapshot, Circumstances circumstances)
    {
        (this.findings, this.snapshot) = (findings, snapshot);
        stillOld = circumstances is not { StillRuns: null, AlsoRuns: null };
        Failing = [.. findings.Where(finding => finding.Evidence.Outcome == Outcome.Fail)];
        Own = [.. Failing.Where(finding => !finding.Evidence.PreExisting)];
        Blocking = [.. findings.Where(Blocks)];
    }

    public IReadOnlyList<Evidence> Evidence => [.. findings.Select(finding => finding.Evidence)];

    public IReadOnlyList<Finding> Failing { get; }

    /// <summary>Failing ones that were not failing before t0: they still count.</summary>
    public IReadOnlyList<Finding> Own { get; }

    public bool AllPreExisting => Failing.Count > 0 && Own.Count == 0;

    public bool AllShared => Own.Count > 0 && Own.All(finding => finding.ControlFails);

    /// <summary>Critical ones that cannot be said.</summary>
    public IReadOnlyList<Finding> Blocking { get; }

    /// <summary>Others that cannot be said: a promote names them.</summary>
    public IReadOnlyList<Finding> Unsaid =>
        [.. findings.Where(
            finding => finding.Evidence.Outcome == Outcome.Inconclusive && !finding.Beside && !Blocks(finding))];

    /// <summary>Critical ones that passed by their rule's own method: a promote rests on them.</summary>
    public IReadOnlyList<Finding> Bounded =>
        [.. findings.Where(finding => !finding.Beside
            && finding.Evidence is { Outcome: Outcome.Pass, Critical: true })];

    /// <summary>What passed and yet is not bounded as tightly as tolerated: a promote names it.</summary>
    public IReadOnlyList<Finding> NotExcluded =>
        [.. findings.Where(finding => finding.Evidence.Outcome == Outcome.Pass && finding.NotExcluded is not null)];

    /// <summary>What forbids a promote, the first of the table; null for nothing.</summary>
    public Cause? Missing
    {
        get
        {
            var causes = (Carried ? Blocking : [.. Blocking, .. Unsaid])
                .Select(finding => finding.Evidence.Cause ?? Cause.NoData).ToList();
            if (Skewed) causes.Add(Cause.VersionSkew);
            if (!Carried && causes.Count == 0) causes.Add(Cause.NoData);
            // The enum has the order of the table.
            return causes.Count == 0 ? null : causes.Min();
        }
    }

    /// <summary>Share of the points with data, the smallest over the signals that were or had to be judged.</summary>
    public double Coverage(int points) => points == 0 ? 0 : findings
        .Where(finding => finding.Evidence.Outcome != Outcome.Inconclusive || finding.Evidence.Critical)
        .Min(finding => finding.Coverage) ?? (Carried ? 1 : 0);

    /// <summary>Something passed, and all of it says nothing of what the version itself does.</summary>
    public bool OnlyAside => !Carried && findings.Any(finding => !finding.Carries
        && finding.Evidence.Outcome == Outcome.Pass);

    private static bool Blocks(Finding finding) =>
        finding.Evidence is { Outcome: Outcome.Inconclusive, Critical: true } && !finding.Beside;

    /// <summary>At least one rule passed on data about what the version does; that a process lives is not
    /// enough.</summary>
    private bool Carried =>
        findings.Any(finding => finding is { Beside: false, Carries: true }
        && finding.Evidence is { Outcome: Outcome.Pass } evidence
        && evidence.Method != FailureAtOnceRule.Name && (evidence.Critical || evidence.Method != "restarts"));

    /// <summary>Instances name the version before, or different versions and no control explains it.</summary>
    private bool Skewed => stillOld || snapshot.Versions.Count > 1
        && !snapshot.Signals.Values.Any(signal => signal.Control is not null || signal.LooksControl is not null);
}
