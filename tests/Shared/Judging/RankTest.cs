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
    private readonly double _control;

    /// <param name="experiment">Without missing points, not empty.</param>
    /// <param name="control">The same.</param>
    public RankTest(double[] experiment, double[] control)
    {
        _differences = new double[experiment.Length * control.Length];
        for (var i = 0; i < experiment.Length; i++)
            for (var j = 0; j < control.Length; j++)
                _differences[i * control.Length + j] = experiment[i] - control[j];
        _sigma = Sigma(experiment, control);
        _control = Averages.Middle(control);
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
    /// gives: at least the interval's own deviation exactly where its lower end is beyond the tolerance.</summary>
    public double Standing(double tolerance = Tolerance)
    {
        if (_sigma == 0) return double.NegativeInfinity;
        var bound = tolerance * Math.Abs(Estimate);
        var above = 0.0;
        foreach (var difference in _differences) above += difference > bound ? 1 : difference == bound ? 0.5 : 0;
        return (above - _differences.Length / 2.0 - 0.5) / _sigma;
    }

    /// <summary>Lower end of the 98 % interval as a share of the control's median; NaN where that is 0.</summary>
    public double RelativeLow() => _control == 0 ? double.NaN : Low(Deviation98) / Math.Abs(_control);

    private int Reach(double deviation) =>
        (int)Math.Ceiling(_differences.Length / 2.0 + 0.5 + deviation * _sigma);

    /// <summary>Ascending; beyond the ends there is no bound.</summary>
    private double Nth(int place) => place < 0 ? double.NegativeInfinity
        : place >= _differences.Length ? double.PositiveInfinity
        : Selection.Select(_differences, place);

    private static double Sigma(double[] experiment, double[] control)
    {
        double n = experiment.Length, m = control.Length;
        var all = n + m;
        var ties = Ties(experiment) + Ties(control);
        return Math.Sqrt(n * m / 12 * (all + 1 - ties / (all * (all - 1))));
    }

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
