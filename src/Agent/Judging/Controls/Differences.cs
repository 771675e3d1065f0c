using Bellwether.Agent.Baselines;
using Bellwether.Agent.Baselines.Placebos;
using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent.Judging.Controls;

/// <summary>How the new version's side is set against the control: by their ratio where both are positive throughout,
/// else by their difference.</summary>
/// <remarks>The difference is moved so that its usual value is the level that a change is a share of: the treated
/// side's own, or 1 where ratios are compared. A constant changes nothing that the placebo judge looks at.</remarks>
internal sealed record Differences
{
    /// <summary>Logs of ratios; else differences.</summary>
    public required bool Ratio { get; init; }

    /// <summary>What is added so that the usual value is the level of the treated side.</summary>
    public required double Shift { get; init; }

    /// <summary>Least level of either side so far: what stands for 0 and less where ratios are compared.</summary>
    public required (double Treated, double Control) Least { get; init; }

    /// <summary>How two sides are compared that had such levels until now; the last ones say what is usual.</summary>
    /// <param name="treated">Oldest first; NaN and infinities are missing.</param>
    /// <param name="control">The same points of the control.</param>
    public static Differences Between(ReadOnlySpan<double> treated, ReadOnlySpan<double> control)
    {
        var least = (LeastOf(treated), LeastOf(control));
        var plain = new Differences { Ratio = least is { Item1: > 0, Item2: > 0 }, Shift = 0, Least = least };
        var usual = Usual(plain.Of(treated, control));
        var level = plain.Ratio ? 1 : Usual(treated);
        return plain with { Shift = double.IsFinite(level - usual) ? level - usual : 0 };
    }

    /// <summary>Point for point; missing where either side is.</summary>
    public double[] Of(ReadOnlySpan<double> treated, ReadOnlySpan<double> control)
    {
        var differences = new double[Math.Min(treated.Length, control.Length)];
        for (var i = 0; i < differences.Length; i++)
            differences[i] = double.IsFinite(treated[i]) && double.IsFinite(control[i])
                ? Of(treated[i], control[i]) + Shift : double.NaN;
        return differences;
    }

    /// <summary>The smallest change worth a rollback, as a share of the usual difference.</summary>
    /// <param name="allow">As a share of the treated level.</param>
    /// <param name="direction">Which way is worse. Where both are, the smaller step of the two counts.</param>
    public double Allowed(double allow, Direction direction) =>
        !Ratio ? allow
        : direction != Direction.Decrease ? Math.Log(1 + allow)
        : allow < 1 ? -Math.Log(1 - allow) : double.PositiveInfinity;

    /// <summary>A change of the difference as a share of the treated level.</summary>
    /// <param name="change">In the difference's own unit.</param>
    /// <param name="normal">Usual level of the treated side.</param>
    public double Relative(double change, double normal) =>
        Ratio ? Math.Exp(change) - 1 : change == 0 ? 0 : change / Math.Abs(normal);

    private double Of(double treated, double control) => Ratio
        ? Math.Log(Math.Max(treated, Least.Treated)) - Math.Log(Math.Max(control, Least.Control))
        : treated - control;

    private static double LeastOf(ReadOnlySpan<double> levels)
    {
        var least = double.PositiveInfinity;
        foreach (var level in levels)
            if (double.IsFinite(level))
                least = Math.Min(least, level);
        return double.IsFinite(least) ? least : double.NaN;
    }

    /// <summary>Median of the last points that have data.</summary>
    internal static double Usual(ReadOnlySpan<double> levels)
    {
        var last = new double[Statistics.BasePoints];
        var count = 0;
        for (var i = levels.Length - 1; i >= 0 && count < last.Length; i--)
            if (double.IsFinite(levels[i]))
                last[count++] = levels[i];
        return Selection.Quantile(last.AsSpan(0, count), 0.5);
    }
}
