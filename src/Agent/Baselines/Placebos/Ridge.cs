using System.Numerics;
using System.Runtime.InteropServices;

namespace Bellwether.Agent.Baselines.Placebos;

/// <summary>Least squares with a penalty: what a statistic is expected to be, given features known beside it.</summary>
/// <remarks>Source: Hoerl and Kennard, Technometrics 12 (1970). What is left over is always taken from a fit to the
/// other parts of the history, so that it is as large as it will be on a day the fit has not seen.</remarks>
internal sealed class Ridge
{
    private const int Folds = 5;
    private const double Clip = 4;
    private const double Tiny = 1e-12;

    private readonly int rows;
    private readonly int width;
    private readonly int stride;
    private readonly double[] design;
    private readonly double[] means;
    private readonly double[] spreads;

    /// <param name="features">Row by row, <paramref name="width"/> numbers each; ascending in time.</param>
    /// <param name="width">Features of a row.</param>
    public Ridge(ReadOnlySpan<double> features, int width)
    {
        this.width = width;
        rows = features.Length / width;
        stride = (width + 1 + Vector<double>.Count - 1) / Vector<double>.Count * Vector<double>.Count;
        (means, spreads) = (new double[width], new double[width]);
        for (var row = 0; row < rows; row++)
            for (var f = 0; f < width; f++)
                means[f] += features[row * width + f];
        for (var f = 0; f < width; f++) means[f] /= Math.Max(1, rows);
        for (var row = 0; row < rows; row++)
            for (var f = 0; f < width; f++)
            {
                var off = features[row * width + f] - means[f];
                spreads[f] += off * off;
            }

        for (var f = 0; f < width; f++) spreads[f] = Math.Sqrt(spreads[f] / Math.Max(1, rows));
        design = new double[rows * stride];
        for (var row = 0; row < rows; row++)
            Standardise(features.Slice(row * width, width), means, spreads, design.AsSpan(row * stride, width + 1));
    }

    /// <summary>Fits one statistic.</summary>
    /// <param name="values">One a row.</param>
    /// <param name="penalty">Share of a row's weight that pulls each coefficient to zero; above 0.</param>
    /// <param name="left">What a fit to the other parts leaves over, one a row.</param>
    public Expectation Fit(ReadOnlySpan<double> values, double penalty, Span<double> left)
    {
        var size = width + 1;
        var grams = new double[Folds * size * stride];
        var sums = new double[Folds * size];
        for (var row = 0; row < rows; row++) Add(row, values[row], grams, sums);
        Span<double> gram = new double[size * size];
        Span<double> sum = new double[size];
        for (var fold = 0; fold < Folds; fold++)
        {
            var (from, to) = (FirstOf(fold), FirstOf(fold + 1));
            Take(grams, sums, fold, penalty * (rows - (to - from)), gram, sum);
            Solve(gram, sum, size);
            for (var row = from; row < to; row++)
                left[row] = values[row] - Dot(design.AsSpan(row * stride, size), sum);
        }

        Take(grams, sums, -1, penalty * rows, gram, sum);
        Solve(gram, sum, size);
        return new(sum.ToArray(), means, spreads);
    }

    /// <summary>Which part of what is expected the features from an index on account for, row by row.</summary>
    public double[] Shares(Expectation expected, int index)
    {
        var shares = new double[rows];
        for (var row = 0; row < rows; row++)
            shares[row] = Dot(
                design.AsSpan(row * stride + index + 1, width - index), expected.Weights.AsSpan(index + 1));
        return shares;
    }

    /// <summary>One and the features in units of their spread, far ones drawn in: beyond what was ever seen nothing is
    /// known of their weight.</summary>
    public static void Standardise(
        ReadOnlySpan<double> features, double[] means, double[] spreads, Span<double> into)
    {
        into[0] = 1;
        for (var f = 0; f < features.Length; f++)
            into[f + 1] = spreads[f] > 0
                ? Math.Clamp((features[f] - means[f]) / spreads[f], -Clip, Clip)
                : 0;
    }

    private int FirstOf(int fold) => (int)((long)fold * rows / Folds);

    private int FoldOf(int row)
    {
        var fold = (int)((long)row * Folds / rows);
        return row < FirstOf(fold) ? fold - 1 : row >= FirstOf(fold + 1) ? fold + 1 : fold;
    }

    private void Add(int row, double value, double[] grams, double[] sums)
    {
        var size = width + 1;
        var fold = FoldOf(row);
        var line = design.AsSpan(row * stride, stride);
        var vectors = MemoryMarshal.Cast<double, Vector<double>>(line);
        for (var a = 0; a < size; a++)
        {
            sums[fold * size + a] += line[a] * value;
            var weight = new Vector<double>(line[a]);
            var into = MemoryMarshal.Cast<double, Vector<double>>(grams.AsSpan((fold * size + a) * stride, stride));
            // The half beyond the diagonal is enough.
            for (var v = a / Vector<double>.Count; v < vectors.Length; v++) into[v] += weight * vectors[v];
        }
    }

    /// <summary>Sums over all parts but one; −1 leaves none out.</summary>
    private void Take(
        double[] grams, double[] sums, int without, double penalty, Span<double> gram, Span<double> sum)
    {
        var size = width + 1;
        gram.Clear();
        sum.Clear();
        for (var fold = 0; fold < Folds; fold++)
        {
            if (fold == without) continue;
            for (var a = 0; a < size; a++)
            {
                sum[a] += sums[fold * size + a];
                for (var b = 0; b <= a; b++) gram[a * size + b] += grams[(fold * size + b) * stride + a];
            }
        }

        for (var a = 1; a < size; a++) gram[a * size + a] += penalty;
    }

    /// <summary>Solves in place by Cholesky's way; the matrix has its lower half filled and becomes its
    /// factor.</summary>
    private static void Solve(Span<double> a, Span<double> x, int size)
    {
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = a[i * size + j];
                for (var k = 0; k < j; k++) sum -= a[i * size + k] * a[j * size + k];
                a[i * size + j] = i == j ? Math.Sqrt(Math.Max(sum, Tiny)) : sum / a[j * size + j];
            }

            for (var k = 0; k < i; k++) x[i] -= a[i * size + k] * x[k];
            x[i] /= a[i * size + i];
        }

        for (var i = size - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < size; k++) x[i] -= a[k * size + i] * x[k];
            x[i] /= a[i * size + i];
        }
    }

    private static double Dot(ReadOnlySpan<double> one, ReadOnlySpan<double> other)
    {
        double sum = 0;
        for (var i = 0; i < other.Length; i++) sum += one[i] * other[i];
        return sum;
    }
}
