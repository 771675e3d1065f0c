using Bellwether.Agent.Baselines;
using Bellwether.Agent.Judging.Placebos;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Judging.Cases;

/// <summary>What a level's look comes to: a failure, a pass, or what is missing for one.</summary>
internal static class LevelFindings
{
    /// <param name="signal">Whose.</param>
    /// <param name="told">What was seen, and how it is told.</param>
    /// <param name="coverage">Share of the points that have data.</param>
    /// <param name="counted">Index of the first point that counts, and after the last.</param>
    public static Finding Of(CaseSignal signal, PlaceboTelling told, double coverage, Range counted)
    {
        var evidence = PlaceboEvidence.Of(told);
        if (evidence.Outcome == Outcome.Fail) return new() { Coverage = coverage, Evidence = evidence };
        var missing = coverage < Finding.LeastCoverage || !double.IsFinite(told.Finding.Change)
            ? CaseFindings.TooFew(signal, PlaceboEvidence.Method, coverage)
            : Quiet(signal, counted);
        var bounded = PlaceboEvidence.IsBounded(signal.Plan, told.Finding);
        return new()
        {
            Coverage = coverage,
            NotExcluded = bounded || missing is not null ? null : PlaceboWording.Left(told, bounded),
            // What was seen is told even where it is not enough.
            Evidence = missing is null ? evidence : evidence with
            {
                Outcome = Outcome.Inconclusive,
                Cause = missing.Evidence.Cause,
                Explanation = missing.Evidence.Explanation,
            },
        };
    }

    /// <summary>There is too little just before t0 to compare with, or too little since.</summary>
    public static Finding Unknown(CaseSignal signal, double coverage) =>
        coverage < Finding.LeastCoverage ? CaseFindings.TooFew(signal, PlaceboEvidence.Method, coverage)
        : CaseFindings.Cannot(signal, PlaceboEvidence.Method, Cause.NoBaseline,
            $"{signal.Plan.Signal} has too little data just before the deployment") with
        { Coverage = coverage };

    /// <summary>Shares of slow requests need requests.</summary>
    private static Finding? Quiet(CaseSignal signal, Range counted)
    {
        if (signal.Pairs is null) return null;
        CountPair sum = default;
        foreach (var pair in signal.Pairs[counted]) sum = sum.Plus(pair);
        return CaseFindings.TooQuiet(signal, PlaceboEvidence.Method, sum.Total);
    }
}
