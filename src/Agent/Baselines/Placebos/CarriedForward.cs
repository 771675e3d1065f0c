namespace Bellwether.Agent.Baselines.Placebos;

/// <summary>Short holes are filled with the last point before them; longer ones stay missing from there on.</summary>
internal static class CarriedForward
{
    public const int MostPoints = 5;

    /// <summary>A copy without infinities in which holes of up to five points are filled.</summary>
    /// <param name="levels">NaN and infinities are missing.</param>
    public static double[] Of(ReadOnlySpan<double> levels)
    {
        var filled = levels.ToArray();
        var (last, missing) = (double.NaN, 0);
        for (var i = 0; i < filled.Length; i++)
        {
            if (double.IsFinite(filled[i]))
            {
                (last, missing) = (filled[i], 0);
                continue;
            }

            filled[i] = ++missing <= MostPoints ? last : double.NaN;
        }

        return filled;
    }
}
