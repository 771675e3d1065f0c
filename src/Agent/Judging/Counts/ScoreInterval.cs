using Bellwether.Agent.Baselines;

namespace Bellwether.Agent.Judging.Counts;

/// <summary>95 % two-sided score intervals of how two shares differ.</summary>
/// <remarks>Sources: Miettinen and Nurminen, Statistics in Medicine 4 (1985), for the difference; Koopman, Biometrics
/// 40 (1984), and Nam, Biometrics 51 (1995), for the quotient. They hold where counts are zero; the usual ones do
/// not.</remarks>
internal static class ScoreInterval
{
    /// <summary>Two-sided 95 % point of the normal distribution.</summary>
    private const double Normal = 1.959963984540054;

    private const int Halvings = 50;

    /// <summary>Interval of observed − baseline, −1 to 1.</summary>
    /// <returns>The whole range where either has no requests.</returns>
    public static (double Low, double High) OfDifference(CountPair observed, CountPair baseline)
    {
        if (!(observed.Total > 0) || !(baseline.Total > 0)) return (-1, 1);
        var estimate = observed.Ratio - baseline.Ratio;
        return (
            Halve(estimate, -1, difference => DifferenceScore(observed, baseline, difference) >= Normal),
            Halve(estimate, 1, difference => DifferenceScore(observed, baseline, difference) <= -Normal));
    }

    /// <summary>Interval of observed / baseline, 0 to infinity; infinite where the baseline has no bad one.</summary>
    public static (double Low, double High) OfQuotient(CountPair observed, CountPair baseline)
    {
        if (!(observed.Total > 0) || !(baseline.Total > 0)) return (0, double.PositiveInfinity);
        // Searched in logarithms. A quotient beyond e^40 is no finding about two counts.
        const double far = 40;
        var start = Math.Log(Math.Max(observed.Ratio, 1e-15) / Math.Max(baseline.Ratio, 1e-15));
        var low = observed.Bad <= 0 ? 0 : Math.Exp(Halve(Math.Clamp(start, -far, far), -far,
            log => QuotientScore(observed, baseline, Math.Exp(log)) >= Normal));
        var high = baseline.Bad <= 0 ? double.PositiveInfinity : Math.Exp(Halve(Math.Clamp(start, -far, far), far,
            log => QuotientScore(observed, baseline, Math.Exp(log)) <= -Normal));
        return (low, high);
    }

    /// <summary>The edge between a value that is not excluded and one that is.</summary>
    private static double Halve(double inside, double outside, Func<double, bool> excluded)
    {
        if (!excluded(outside)) return outside;
        for (var i = 0; i < Halvings; i++)
        {
            var middle = (inside + outside) / 2;
            if (excluded(middle)) outside = middle;
            else inside = middle;
        }

        return outside;
    }

    private static double DifferenceScore(CountPair one, CountPair zero, double difference)
    {
        var p0 = BaselineShareAtDifference(one, zero, difference);
        var p1 = Math.Clamp(p0 + difference, 0, 1);
        var all = one.Total + zero.Total;
        var variance = (p1 * (1 - p1) / one.Total + p0 * (1 - p0) / zero.Total) * all / Math.Max(all - 1, 1e-9);
        return Score(one.Ratio - zero.Ratio - difference, variance);
    }

    /// <summary>The baseline's most likely share if the difference were that: a root of the likelihood's
    /// cubic.</summary>
    private static double BaselineShareAtDifference(CountPair one, CountPair zero, double d)
    {
        var (bad, all) = (one.Bad + zero.Bad, one.Total + zero.Total);
        var c2 = ((one.Total + 2 * zero.Total) * d - all - bad) / all;
        var c1 = ((zero.Total * d - all - 2 * zero.Bad) * d + bad) / all;
        var c0 = zero.Bad * d * (1 - d) / all;
        var q = c2 * c2 * c2 / 27 - c1 * c2 / 6 + c0 / 2;
        var p = Math.Sqrt(Math.Max(0, c2 * c2 / 9 - c1 / 3)) * (q < 0 ? -1 : 1);
        var angle = p == 0 ? 0 : Math.Clamp(q / (p * p * p), -1, 1);
        var share = 2 * p * Math.Cos((Math.PI + Math.Acos(angle)) / 3) - c2 / 3;
        return Math.Clamp(share, Math.Max(0, -d), Math.Min(1, 1 - d));
    }

    private static double QuotientScore(CountPair one, CountPair zero, double quotient)
    {
        var a = (one.Total + zero.Total) * quotient;
        var b = (one.Total + zero.Bad) * quotient + one.Bad + zero.Total;
        var c = one.Bad + zero.Bad;
        // The smaller root, in the form that does not cancel.
        var p0 = Math.Min(2 * c / (b + Math.Sqrt(Math.Max(0, b * b - 4 * a * c))), Math.Min(1, 1 / quotient));
        var p1 = Math.Min(1, quotient * p0);
        var variance = p1 * (1 - p1) / one.Total + quotient * quotient * p0 * (1 - p0) / zero.Total;
        return Score(one.Ratio - quotient * zero.Ratio, variance);
    }

    private static double Score(double off, double variance) =>
        variance > 0 ? off / Math.Sqrt(variance) : off == 0 ? 0 : Math.Sign(off) * double.PositiveInfinity;
}
