namespace Bellwether.Agent.Baselines.Placebos;

/// <summary>The long reach before one moment after another, asked in ascending order.</summary>
internal sealed class SlidingReach
{
    private const double LeastShareOfLevel = 0.01;
    private const double LeastShareOfSpread = 1e-4;
    private const double Far = 0.99;

    private readonly OrderStatistics window;
    private readonly double[] levels;
    private readonly double spread;
    private readonly int points;
    private int from;
    private int to;

    /// <param name="residual">Levels with the season taken off, turned so that up is bad.</param>
    /// <param name="levels">The levels themselves.</param>
    /// <param name="interval">Width of a point.</param>
    public SlidingReach(double[] residual, double[] levels, TimeSpan interval)
    {
        window = new(residual);
        this.levels = levels;
        points = LongReach.PointsOf(levels.Length, interval);
        spread = SpreadOf(levels);
    }

    /// <summary>What the points before an index had; never asked for an earlier one again.</summary>
    public LongReach At(int at)
    {
        for (; to < at; to++) window.Add(to);
        for (; from < at - points; from++) window.Remove(from);
        var middle = window.Quantile(0.5);
        var level = at > 0 ? Math.Abs(levels[at - 1]) : 0;
        var floor = Math.Max(LeastShareOfLevel * (double.IsNaN(level) ? 0 : level), LeastShareOfSpread * spread);
        return new(middle, Math.Max(Math.Max(window.Quantile(Far) - middle, floor), double.Epsilon * 1e16));
    }

    private static double SpreadOf(double[] levels)
    {
        double sum = 0, squares = 0;
        var count = 0;
        foreach (var level in levels)
        {
            if (double.IsNaN(level)) continue;
            count++;
            var off = level - sum;
            sum += off / count;
            squares += off * (level - sum);
        }

        return count > 1 ? Math.Sqrt(squares / count) : 0;
    }
}
