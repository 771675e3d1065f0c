namespace Bellwether.Agent.Baselines;

/// <summary>The last day of a signal as E5 knows it.</summary>
/// <param name="Points">Points with data in it, masked ones left out.</param>
/// <param name="Median">Its middle.</param>
/// <param name="Highest">Level above which a point is out of the ordinary.</param>
/// <param name="Lowest">Level below which one is.</param>
internal sealed record DayBaseline(int Points, double Median, double Highest, double Lowest)
{
    /// <summary>How far beyond the day's p99 (as seen from its median) a level must lie. Source: JUDGE section 1,
    /// E5.</summary>
    private const double Reach = 1.5;

    /// <summary>A frozen signal has no spread; a hundredth of its level is the least that is out of the
    /// ordinary.</summary>
    private const double LeastSpread = 0.01;

    /// <summary>The day in numbers; changes the order of the values.</summary>
    /// <param name="levels">Levels without NaN.</param>
    public static DayBaseline Of(Span<double> levels)
    {
        var median = Selection.Quantile(levels, 0.5);
        var floor = LeastSpread * Math.Abs(median);
        var up = Math.Max(Selection.Quantile(levels, 0.99) - median, floor);
        var down = Math.Max(median - Selection.Quantile(levels, 0.01), floor);
        return new(levels.Length, median, median + Reach * up, median - Reach * down);
    }
}
