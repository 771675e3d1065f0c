using Bellwether.Contracts.Verdicts;
using Bellwether.Testing.Judging;

namespace Bellwether.Benchmarks.Judging;

/// <summary>The figures of one judge on some runs.</summary>
internal sealed record RowFigures
{
    private const int PointsOf = 1;

    public required JudgeRow Row { get; init; }

    public required Share RolledBack { get; init; }

    public required Share Promoted { get; init; }

    /// <summary>Of the healthy ones, in the order of the causes.</summary>
    public required IReadOnlyList<(Cause Cause, Share Share)> Inconclusive { get; init; }

    /// <summary>By fault: found, or wrongly rolled back where the fault is harmless.</summary>
    public required IReadOnlyList<Share> Faults { get; init; }

    /// <summary>By fault: promoted with the fault in it.</summary>
    public required IReadOnlyList<Share> PromotedWithFault { get; init; }

    /// <summary>Median points after t0 at which the fault of +50 % was found; NaN of none.</summary>
    public required double Points { get; init; }

    public static RowFigures Of(JudgeRow row, IReadOnlyList<TrialRun> runs, ClusterBootstrap bootstrap)
    {
        var healthy = runs.Select(run => (File: run.Trial.Series.Name, Seen: row.See(run, 0))).ToArray();
        var able = runs.Where(run => run.Trial.Faulty is not null).ToArray();
        var causes = healthy.Where(one => one.Seen.Cause is not null).Select(one => one.Seen.Cause!.Value);
        return new()
        {
            Row = row,
            RolledBack = bootstrap.Of(healthy.Select(one => (one.File, one.Seen.RolledBack))),
            Promoted = bootstrap.Of(healthy.Select(one => (one.File, one.Seen.Promoted))),
            Inconclusive = [.. causes.Distinct().Order().Select(cause =>
                (cause, bootstrap.Of(healthy.Select(one => (one.File, one.Seen.Cause == cause)))))],
            Faults = [.. FaultCatalog.All.Select((fault, f) => bootstrap.Of(able.Select(run =>
                (run.Trial.Series.Name, IsCounted(fault, row.See(run, f + 1))))))],
            PromotedWithFault = [.. FaultCatalog.All.Select((_, f) => bootstrap.Of(able.Select(run =>
                (run.Trial.Series.Name, row.See(run, f + 1).Promoted))))],
            Points = Averages.Middle([.. able.Select(run => row.See(run, PointsOf + 1).FoundAt)
                .Where(at => at is not null).Select(at => (double)at!.Value)]),
        };
    }

    private static bool IsCounted(Fault fault, Seen seen) =>
        fault.IsHarmless ? seen.RolledBack : seen.FoundAt is not null;
}
