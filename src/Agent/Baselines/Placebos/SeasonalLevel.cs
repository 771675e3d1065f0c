namespace Bellwether.Agent.Baselines.Placebos;

/// <summary>The level that the time of day explains: what earlier days had at the same time, smoothed.</summary>
/// <remarks>Source: JUDGE section 3, step 1.</remarks>
internal static class SeasonalLevel
{
    /// <summary>From so many days of history on there is a time of day to compare with.</summary>
    public const double FewestDays = 1.3;

    private const int MostDays = 5;
    private const int SmoothingPoints = 15;
    private static readonly TimeSpan ShortestSmoothing = TimeSpan.FromMinutes(15);

    public static int PointsInDay(TimeSpan interval) => Math.Max(1, (int)Math.Round(TimeSpan.FromDays(1) / interval));

    /// <summary>Points of a window that ends before the smoothed levels of a day later begin.</summary>
    public static int LongestWindow(TimeSpan interval) => PointsInDay(interval) - Width(interval) / 2 - 1;

    public static bool SpeaksAt(int points, TimeSpan interval) => points >= FewestDays * PointsInDay(interval);

    /// <summary>Per point the mean of the same time on up to five earlier days; zeros where the history is too short
    /// for it.</summary>
    /// <param name="levels">The history, NaN where missing.</param>
    /// <param name="interval">Width of a point.</param>
    /// <param name="ahead">Points after the history's end for which it is wanted too.</param>
    /// <returns>As many values as levels and points ahead; NaN where no earlier day knows.</returns>
    public static double[] Of(ReadOnlySpan<double> levels, TimeSpan interval, int ahead)
    {
        var seasonal = new double[levels.Length + ahead];
        if (!SpeaksAt(levels.Length, interval)) return seasonal;
        var smooth = Smooth(levels, Width(interval));
        var day = PointsInDay(interval);
        for (var i = 0; i < seasonal.Length; i++)
        {
            double sum = 0;
            var days = 0;
            for (var back = i - day; back >= 0 && back > i - day * MostDays - 1; back -= day)
            {
                if (back >= smooth.Length || double.IsNaN(smooth[back])) continue;
                sum += smooth[back];
                days++;
            }

            seasonal[i] = days > 0 ? sum / days : double.NaN;
        }

        return seasonal;
    }

    private static int Width(TimeSpan interval) =>
        Math.Max(SmoothingPoints, (int)Math.Ceiling(ShortestSmoothing / interval) | 1);

    /// <summary>Centred mean of the points that are there.</summary>
    private static double[] Smooth(ReadOnlySpan<double> levels, int width)
    {
        var (half, smooth) = (width / 2, new double[levels.Length]);
        for (var i = 0; i < levels.Length; i++)
        {
            // Each sum afresh: a running one would never get rid of one huge point.
            double sum = 0;
            var seen = 0;
            foreach (var level in levels[Math.Max(0, i - half)..Math.Min(levels.Length, i + half + 1)])
            {
                if (double.IsNaN(level)) continue;
                sum += level;
                seen++;
            }

            smooth[i] = seen > 0 ? sum / seen : double.NaN;
        }

        return smooth;
    }
}
