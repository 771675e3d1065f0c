using System.Globalization;
using Bellwether.Agent.Baselines.Placebos;

namespace Bellwether.Agent.Judging.Calibrations;

/// <summary>Takes digits off that say nothing, so that the journal holds four times as much.</summary>
/// <remarks>What is judged by is always the rounded one, before a restart as after it.</remarks>
internal static class Rounding
{
    /// <summary>Of placebos' maxima: they are random draws, and six digits are finer than any of them is known.</summary>
    private const string OfMaxima = "G6";

    /// <summary>Of levels: a level of a gigabyte keeps its single bytes.</summary>
    private const string OfLevels = "G9";

    public static Calibration Of(Calibration exact) => exact with
    {
        Seasonal = Rounded(exact.Seasonal, OfLevels),
        Sides =
        [
            .. exact.Sides.Select(side => side with
            {
                Tables =
                [
                    .. side.Tables.Select(table => table with
                    {
                        Tail = table.Tail with { Maxima = Rounded(table.Tail.Maxima, OfMaxima) },
                    }),
                ],
            }),
        ],
    };

    // Rounding keeps the order, so what was sorted still is.
    private static double[] Rounded(double[] values, string form) => Array.ConvertAll(values, value =>
        double.Parse(value.ToString(form, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
}
