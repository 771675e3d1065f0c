using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Judging.Cases;

/// <summary>What cannot be said about a signal of a case, and why.</summary>
internal static class CaseFindings
{
    public static Finding Cannot(CaseSignal signal, string method, Cause cause, string explanation)
    {
        var finding = Finding.Cannot(signal.Plan, method, view: null, cause, explanation);
        return finding with { Evidence = finding.Evidence with { Unit = signal.Unit } };
    }

    /// <summary>Too few of the points that count have data.</summary>
    public static Finding TooFew(CaseSignal signal, string method, double coverage)
    {
        var what = coverage > 0 ? $"has data in only {Wording.Percent(coverage)} of the points" : "has no data";
        return Cannot(signal, method, Cause.NoData, $"{signal.Plan.Signal} {what} since the warm-up") with
        {
            Coverage = coverage,
        };
    }

    /// <summary>Too few requests promote nothing, whatever they did; null where they are enough.</summary>
    public static Finding? TooQuiet(CaseSignal signal, string method, double requests) =>
        requests >= Rules.Compare.CompareByCounts.FewestRequests ? null
        : Cannot(signal, method, Cause.TooLittleTraffic,
            $"only {Wording.Requests(requests)} since the warm-up at {signal.Plan.Signal}:"
            + $" {Rules.Compare.CompareByCounts.FewestRequests} needed");
}
