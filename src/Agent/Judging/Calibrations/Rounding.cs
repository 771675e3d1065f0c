using System.Globalization;
using Bellwether.Agent.Baselines.Placebos;

namespace Bellwether.Agent.Judging.Calibrations;

/// <summary>Takes digits off that say nothing, so that the journal holds four times as much.</summary>
/// <remarks>What is judged by is always the rounded one, before a restart as after it.</remarks>
internal static class Rounding
{
    /// <summary>Of placebos' maxima, in units of their spread: a thousandth of it moves a rank by less than one, and as
    /// sorted numbers they then share most of their digits.</summary>
    private const int DecimalsOfMaxima = 3;

    /// <summary>Of what was left of single points: five digits are finer than they are known.</summary>
    private const string OfPoints = "G5";

    /// <summary>Of levels: a level of a gigabyte keeps its single bytes.</summary>
    private const string OfLevels = "G9";

    public static Calibration Of(Calibration exact) => exact with
    {
        Seasonal = Rounded(exact.Seasonal, OfLevels),
        Yesterday = Rounded(exact.Yesterday, OfPoints),
        LastWeek = Rounded(exact.LastWeek, OfPoints),
        Explanations = [.. exact.Explanations.Select(Of)],
        Sides = [.. exact.Sides.Select(side => side with { Tables = [.. side.Tables.Select(Of)] })],
    };

    private static Explanation Of(Explanation exact) => exact with
    {
        ByLook =
        [
            .. exact.ByLook.Select(expectation => new Expectation(
                Rounded(expectation.Weights, OfLevels), Rounded(expectation.Means, OfLevels),
                Rounded(expectation.Spreads, OfLevels))),
        ],
    };

    // Rounding keeps the order, so what was sorted still is.
    private static StatisticTable Of(StatisticTable exact) => exact with
    {
        Tail = exact.Tail with
        {
            Maxima = Array.ConvertAll(exact.Tail.Maxima, maximum => Math.Round(maximum, DecimalsOfMaxima)),
        },
    };

    private static double[] Rounded(double[] values, string form) => Array.ConvertAll(values, value =>
        double.Parse(value.ToString(form, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
}
