using Bellwether.Agent.Baselines;

namespace Bellwether.Testing.Judging;

/// <summary>The rank test with tolerance, as the best-known canary judge has it: the interval of the shift between
/// two samples must lie beyond a share of the estimated shift.</summary>
/// <remarks>Mann and Whitney 1947; Hodges and Lehmann 1963 for estimate and interval. Normal approximation with the
/// correction for continuity and for ties.</remarks>
internal sealed class RankTest
{
    public const double Tolerance = 0.25;

    /// <summary>Standard deviations of a 98 % interval.</summary>
    public const double Deviation98 = 2.3263478740408408;

    public const double Deviation95 = 1.959963984540054;

    private readonly double[] _differences;
    private readonly double _sigma;
    private readonly double[] _experiment;
    private readonly double[] _control;

    /// <param name="experiment">Without missing points, not empty.</param>
    /// <param name="control">The same.</param>
    public RankTest(double[] experiment, double[] control)
    {
        _differences = new double[experiment.Length * control.Length];
        for (var i = 0; i < experiment.Length; i++)
            for (var j = 0; j < control.Length; j++)
                _differences[i * control.Length + j] = experiment[i] - control[j];
        (_experiment, _control) = (experiment, control);
        _sigma = Sigma(experiment.Length, control.Length, Ties(experiment) + Ties(control));
        Estimate = Selection.Quantile(_differences, 0.5);
    }

    /// <summary>Middle of all differences.</summary>
    public double Estimate { get; }

    /// <summary>Lower end of the shift's interval.</summary>
    /// <param name="deviation">Standard deviations of the interval.</param>
    public double Low(double deviation) => Nth(_differences.Length - Reach(deviation));

    /// <summary>Upper end.</summary>
    /// <param name="deviation">Standard deviations of the interval.</param>
    public double High(double deviation) => Nth(Reach(deviation) - 1);

    /// <summary>How many standard deviations the experiment's ranks stand above what a shift of just the tolerance
    /// gives: at least the interval's own deviation where its lower end is beyond the tolerance.</summary>
    public double Standing(double tolerance = Tolerance) => Standing(1, tolerance * Math.Abs(Estimate));

    /// <summary>1 where the whole interval is above the tolerance, −1 where it is below, else 0.</summary>
    /// <remarks>Asked of the ranks and not of the interval, whose ends coincide where most differences are
    /// equal.</remarks>
    public int Side(double deviation, double tolerance = Tolerance)
    {
        var bound = tolerance * Math.Abs(Estimate);
        return Standing(1, bound) >= deviation ? 1 : Standing(-1, bound) >= deviation ? -1 : 0;
    }

    private double Standing(int sign, double bound)
    {
        int above = 0, equal = 0;
        foreach (var difference in _differences)
            if (sign * difference > bound) above++;
            else if (sign * difference == bound) equal++;
        var sigma = equal == 0 ? _sigma : Sigma(
            _experiment.Length, _control.Length, Ties([.. _experiment.Select(x => x - sign * bound), .. _control]));
        return sigma > 0 ? (above + equal / 2.0 - _differences.Length / 2.0 - 0.5) / sigma : double.NegativeInfinity;
    }

    /// <summary>Lower end of the 98 % interval as a share of the control's median.</summary>
    /// <param name="leastLevel">Taken instead of a median that is smaller; 0 or more.</param>
    /// <returns>NaN where there is no level.</returns>
    public double RelativeLow(double leastLevel) =>
        Math.Max(Math.Abs(Averages.Middle(_control)), leastLevel) is var level and > 0
            ? Low(Deviation98) / level
            : double.NaN;

    private int Reach(double deviation) =>
        (int)Math.Ceiling(_differences.Length / 2.0 + 0.5 + deviation * _sigma);

    /// <summary>Ascending; beyond the ends there is no bound.</summary>
    private double Nth(int place) => place < 0 ? double.NegativeInfinity
        : place >= _differences.Length ? double.PositiveInfinity
        : Selection.Select(_differences, place);

    private static double Sigma(double n, double m, double ties) =>
        Math.Sqrt(n * m / 12 * (n + m + 1 - ties / ((n + m) * (n + m - 1))));

    private static double Ties(double[] values)
    {
        var sorted = (double[])values.Clone();
        Array.Sort(sorted);
        var ties = 0.0;
        for (var i = 0; i < sorted.Length;)
        {
            var from = i;
            while (i < sorted.Length && sorted[i] == sorted[from]) i++;
            double count = i - from;
            ties += count * count * count - count;
        }

        return ties;
    }
}
