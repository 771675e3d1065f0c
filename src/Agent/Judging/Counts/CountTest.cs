using Bellwether.Agent.Baselines;
using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent.Judging.Counts;

/// <summary>How much worse than its baseline a count is: by more than chance, and by more than is worth a
/// rollback.</summary>
internal static class CountTest
{
    /// <summary>A deviation below this is no evidence at all.</summary>
    public const double LeastDeviation = 3;

    /// <summary>Counts must rise by half at least, however little the operator allows.</summary>
    private const double LeastAllow = 0.5;

    /// <summary>One 5xx at three requests a minute is a third of them, and nothing.</summary>
    private const double LeastExtra = 3;

    /// <summary>What a baseline without a single bad one counts as in the ratio.</summary>
    private const double HalfACount = 0.5;

    /// <summary>Signed root of the two-sample binomial deviance, positive where the observed share is the larger
    /// one.</summary>
    /// <returns>0 where either has no requests.</returns>
    public static double SignedRoot(CountPair observed, CountPair baseline)
    {
        if (!(observed.Total > 0) || !(baseline.Total > 0)) return 0;
        var pooled = (observed.Bad + baseline.Bad) / (observed.Total + baseline.Total);
        var deviance = Part(observed, pooled) + Part(baseline, pooled);
        var root = Math.Sqrt(Math.Max(0, 2 * deviance));
        // Counts so small that their expectation underflows are no counts.
        if (!double.IsFinite(root)) return 0;
        return observed.Ratio >= baseline.Ratio ? root : -root;
    }

    /// <summary>Evidence in nats: −log of the share of healthy windows that get so far at any of their looks.</summary>
    /// <param name="deviation">Signed root over √φ, oriented so that up is bad.</param>
    /// <returns>Negative infinity where it is no evidence.</returns>
    /// <remarks>3.9 and 0.77 were fitted to the running maximum over all looks: JUDGE section 4.</remarks>
    public static double Nats(double deviation) =>
        deviation >= LeastDeviation ? 3.9 + 0.77 * (deviation - 3) : double.NegativeInfinity;

    /// <summary>The deviation at which the evidence reaches so many nats.</summary>
    public static double DeviationAt(double nats) => Math.Max(LeastDeviation, 3 + (nats - 3.9) / 0.77);

    /// <summary>Whether a change is large enough to be worth a rollback, whatever its significance.</summary>
    public static bool LargeEnough(CountPair observed, CountPair baseline, double allow, Direction direction)
    {
        if (!(observed.Total > 0) || !(baseline.Total > 0)) return false;
        var factor = 1 + Math.Max(allow, LeastAllow);
        var more = observed.Ratio / (Math.Max(baseline.Bad, HalfACount) / baseline.Total);
        var fewer = baseline.Ratio / (Math.Max(observed.Bad, HalfACount) / observed.Total);
        var extra = observed.Bad - baseline.Ratio * observed.Total;
        return (direction != Direction.Decrease && more >= factor && extra >= LeastExtra)
            || (direction != Direction.Increase && fewer >= factor && -extra >= LeastExtra);
    }

    /// <summary>A deviation turned so that up is bad.</summary>
    public static double Orient(double deviation, Direction direction) => direction switch
    {
        Direction.Increase => deviation,
        Direction.Decrease => -deviation,
        _ => Math.Abs(deviation),
    };

    private static double Part(CountPair counts, double pooled)
    {
        var good = counts.Total - counts.Bad;
        double sum = 0;
        if (counts.Bad > 0) sum += counts.Bad * Math.Log(counts.Bad / (counts.Total * pooled));
        if (good > 0) sum += good * Math.Log(good / (counts.Total * (1 - pooled)));
        return sum;
    }
}
