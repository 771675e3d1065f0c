namespace Bellwether.Agent.Judging.Controls;

/// <summary>Upper tail of Student's t in nats, far beyond where the share itself would be zero.</summary>
/// <remarks>By the incomplete beta function's continued fraction. Source: Abramowitz and Stegun, 26.5.8 and
/// 26.7.1.</remarks>
internal static class StudentTail
{
    /// <summary>Beyond it squares overflow, and all is the same.</summary>
    private const double LargestSquared = 1e150;

    private const int MostTerms = 500;
    private const double Precise = 1e-13;
    private const double Tiny = 1e-300;
    private const double Farthest = 1e12;
    private const int MostSteps = 50;

    // Lanczos, g = 7: accurate to some 15 digits for arguments above 0.5.
    private static readonly double[] Lanczos =
    [
        0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
        12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
    ];

    /// <summary>−log of the share beyond <paramref name="t"/>; 0.69 at 0.</summary>
    /// <param name="t">Infinite is allowed.</param>
    /// <param name="freedom">Degrees of freedom, above 0; not only whole ones.</param>
    public static double Nats(double t, double freedom)
    {
        if (double.IsPositiveInfinity(t)) return double.PositiveInfinity;
        if (double.IsNegativeInfinity(t)) return 0;
        t = Math.Clamp(t, -LargestSquared, LargestSquared);
        var (a, b) = (freedom / 2, 0.5);
        var ratio = t * t / freedom;
        var x = 1 / (1 + ratio);
        // log x and log(1 − x) by what they are made of: x itself may be too near to 0 or to 1.
        var power = -a * Math.Log(1 + ratio) + b * (ratio > 0 ? Math.Log(ratio / (1 + ratio)) : -745)
            - (LogGamma(a) + LogGamma(b) - LogGamma(a + b));
        var logBoth = x < (a + 1) / (a + b + 2)
            ? power + Math.Log(Fraction(a, b, x)) - Math.Log(a)
            : Math.Log(Math.Max(0, 1 - Math.Exp(power) * Fraction(b, a, 1 - x) / b));
        return t >= 0 ? Math.Log(2) - logBoth : -Math.Log(1 - Math.Exp(logBoth) / 2);
    }

    /// <summary>The t beyond which the tail is worth so many nats.</summary>
    /// <param name="nats">At least log 2.</param>
    /// <param name="freedom">Degrees of freedom, above 0.</param>
    public static double Quantile(double nats, double freedom)
    {
        // The tail in nats is convex and grows with t: from the right, Newton's steps with the density never pass the
        // place. Source: the density of Student's t.
        var t = 1.0;
        while (Nats(t, freedom) < nats && t < Farthest) t *= 2;
        for (var i = 0; i < MostSteps; i++)
        {
            var here = Nats(t, freedom);
            var slope = Math.Exp(LogDensity(t, freedom) + here);
            var next = t - (here - nats) / slope;
            if (!(Math.Abs(next - t) > Precise * t)) break;
            t = Math.Max(next, t / 2);
        }

        return t;
    }

    private static double LogDensity(double t, double freedom) =>
        LogGamma((freedom + 1) / 2) - LogGamma(freedom / 2) - 0.5 * Math.Log(freedom * Math.PI)
        - (freedom + 1) / 2 * Math.Log(1 + t * t / freedom);

    /// <summary>Log of the ways to choose some of many.</summary>
    public static double LogChoose(double many, double some) =>
        LogGamma(many + 1) - LogGamma(some + 1) - LogGamma(many - some + 1);

    private static double LogGamma(double x)
    {
        if (x < 0.5) return LogGamma(x + 1) - Math.Log(x);
        x -= 1;
        var sum = Lanczos[0];
        for (var i = 1; i < Lanczos.Length; i++) sum += Lanczos[i] / (x + i);
        var t = x + 7.5;
        return 0.5 * Math.Log(2 * Math.PI) + (x + 0.5) * Math.Log(t) - t + Math.Log(sum);
    }

    /// <summary>Lentz's evaluation of the continued fraction.</summary>
    private static double Fraction(double a, double b, double x)
    {
        var c = 1.0;
        var d = 1 / NotZero(1 - (a + b) * x / (a + 1));
        var value = d;
        for (var m = 1; m <= MostTerms; m++)
        {
            var even = m * (b - m) * x / ((a - 1 + 2 * m) * (a + 2 * m));
            d = 1 / NotZero(1 + even * d);
            c = NotZero(1 + even / c);
            value *= d * c;
            var odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 1 + 2 * m));
            d = 1 / NotZero(1 + odd * d);
            c = NotZero(1 + odd / c);
            value *= d * c;
            if (Math.Abs(d * c - 1) < Precise) break;
        }

        return value;
    }

    private static double NotZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;
}
