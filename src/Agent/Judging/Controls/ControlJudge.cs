using Bellwether.Agent.Baselines.Placebos;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Judging.Controls;

/// <summary>Two sides of the same time compared by blocks as long as their points remember.</summary>
/// <remarks>Sixty autocorrelated points are not sixty witnesses: Welch's test on blocks, whose worth is what the
/// autocorrelation leaves of them. Under eight blocks' worth nothing is excluded; under four nothing is said. Measured
/// in the tests, A/A and power, by autocorrelation and length. Source: JUDGE section 5, last paragraph.</remarks>
internal static class ControlJudge
{
    /// <summary>Blocks' worth from which a difference is believed.</summary>
    public const double FewestToFail = 4;

    /// <summary>What one side may add to the other's memory: a fault that comes and goes looks like memory.</summary>
    private const double MostMemoryAdded = 6;

    private const double IntervalTail = 0.025;

    public static ControlFinding Examine(ControlQuestion question)
    {
        var (baseline, observed) = (Seen(question.Baseline), Seen(question.Observed));
        var points = (baseline.Length, observed.Length);
        if (Unseen(question, points) is { } cause) return new() { Points = points, Cause = cause };
        var unit = UnitOf(baseline, observed);
        Scale(baseline, -unit);
        Scale(observed, -unit);
        var (left, right) = (Memory.Of(baseline), Memory.Of(Memory.WithoutStep(observed)));
        var memory = Math.Min(Math.Max(left, right), MostMemoryAdded * Math.Min(left, right));
        var blocks = Math.Min(baseline.Length, observed.Length) / memory;
        var found = Compare(question, BlockMean.Of(baseline, memory), BlockMean.Of(observed, memory), unit);
        var fails = found.Fails && blocks >= FewestToFail;
        return found with
        {
            Points = points,
            Blocks = blocks,
            Fails = fails,
            Cause = !fails && blocks < BlockMean.Fewest ? Cause.NoBaseline : null,
        };
    }

    private static Cause? Unseen(ControlQuestion question, (int Baseline, int Observed) points)
    {
        if (TooFew(points.Observed, question.Observed)) return Cause.NoData;
        return TooFew(points.Baseline, question.Baseline) ? Cause.NoBaseline : null;
    }

    private static bool TooFew(int seen, ReadOnlyMemory<double> levels) =>
        seen < BlockMean.Fewest || seen < levels.Length * (1 - Statistics.MostMissing);

    private static ControlFinding Compare(ControlQuestion question, BlockMean old, BlockMean young, int unit)
    {
        var change = young.Mean - old.Mean;
        var error = Math.Sqrt(old.Variance + young.Variance);
        var (freedom, harm) = (FreedomOf(old, young), HarmOf(change, question.Direction));
        var cost = (question.Direction == Direction.Either ? Math.Log(2) : 0) - question.LogWeight;
        // No two sides say more than the ways there are to deal their blocks out.
        var most = StudentTail.LogChoose(old.Worth + young.Worth, young.Worth);
        var deviation = error > 0 ? harm / error : double.PositiveInfinity;
        var strength = harm <= 0 ? 0 : Math.Max(0, Math.Min(most, StudentTail.Nats(deviation, freedom)) - cost);
        var allowed = question.Allow * Math.Abs(old.Mean);
        var reach = StudentTail.Quantile(-Math.Log(IntervalTail), freedom) * error;
        var needed = StudentTail.Quantile(Math.Max(Math.Log(2), question.Needed + cost), freedom) * error;
        return new()
        {
            Points = default,
            Fails = strength >= question.Needed && harm > 0 && harm >= allowed,
            Normal = Math.ScaleB(old.Mean, unit),
            Level = Math.ScaleB(young.Mean, unit),
            Low = Math.ScaleB(change - reach, unit),
            High = Math.ScaleB(change + reach, unit),
            Detectable = Math.ScaleB(Math.Max(needed, allowed), unit),
            Strength = strength,
        };
    }

    private static double HarmOf(double change, Direction direction) => direction switch
    {
        Direction.Increase => change,
        Direction.Decrease => -change,
        _ => Math.Abs(change),
    };

    /// <summary>Welch's degrees of freedom, by the blocks' worth.</summary>
    private static double FreedomOf(BlockMean old, BlockMean young)
    {
        var (left, right) = (Math.Max(1, old.Worth - 1), Math.Max(1, young.Worth - 1));
        var all = old.Variance + young.Variance;
        if (all <= 0) return left + right;
        var (first, second) = (old.Variance / all, young.Variance / all);
        return 1 / (first * first / left + second * second / right);
    }

    private static double[] Seen(ReadOnlyMemory<double> levels) => Array.FindAll(levels.ToArray(), double.IsFinite);

    /// <summary>The power of two that the largest level has: sums of the largest numbers stay numbers.</summary>
    private static int UnitOf(double[] baseline, double[] observed)
    {
        var largest = 0.0;
        foreach (var level in baseline) largest = Math.Max(largest, Math.Abs(level));
        foreach (var level in observed) largest = Math.Max(largest, Math.Abs(level));
        return largest > 0 ? Math.ILogB(largest) : 0;
    }

    private static void Scale(double[] levels, int by)
    {
        for (var i = 0; i < levels.Length; i++) levels[i] = Math.ScaleB(levels[i], by);
    }
}
