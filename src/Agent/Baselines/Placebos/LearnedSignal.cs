using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent.Baselines.Placebos;

/// <summary>One signal while it is being learned: its residual, and its statistics at every placebo.</summary>
internal sealed class LearnedSignal
{
    private const int WeekDays = 7;

    /// <summary>A week-old day needs a season of its own below it.</summary>
    private const int DaysForLastWeek = 9;

    private static readonly TimeSpan Hours = TimeSpan.FromHours(4);

    private readonly PlaceboPlan plan;
    private readonly TimeSpan interval;
    private readonly int day;

    public LearnedSignal(LevelHistory history, PlaceboPlan plan)
    {
        (this.plan, interval) = (plan, history.Interval);
        (Direction, Source) = (history.Direction, history.Source);
        Levels = CarriedForward.Of(history.Levels.Span);
        First = Array.FindIndex(Levels, double.IsFinite);
        if (First < 0) First = Levels.Length;
        day = SeasonalLevel.PointsInDay(interval);
        Seasonal = new double[Levels.Length + plan.Ahead + plan.Window];
        SeasonalLevel.Of(Levels.AsSpan(First), interval, plan.Ahead + plan.Window).CopyTo(Seasonal, First);
        Residual = new double[Levels.Length];
        for (var i = 0; i < Residual.Length; i++) Residual[i] = Levels[i] - Seasonal[i];
        (ResidualMeans, SeasonalMeans) = (new(Residual), new(Seasonal));
        HasLastWeek = Levels.Length - First >= DaysForLastWeek * day;
    }

    public Direction Direction { get; }

    public string? Source { get; }

    /// <summary>The history with short holes filled.</summary>
    public double[] Levels { get; }

    /// <summary>Index of the first point that is there; the length where none is.</summary>
    public int First { get; }

    public double[] Seasonal { get; }

    public double[] Residual { get; }

    /// <summary>The statistics with up as bad, at each placebo; null where too much is missing.</summary>
    public double[][]?[] Up { get; private set; } = [];

    /// <summary>Medians of the points before each placebo.</summary>
    public double[] Middles { get; private set; } = [];

    public bool HasSeason => SeasonalLevel.SpeaksAt(Levels.Length - First, interval);

    public bool HasLastWeek { get; }

    public TimeSpan Length => (Levels.Length - First) * interval;

    private Means ResidualMeans { get; }

    private Means SeasonalMeans { get; }

    /// <summary>Earliest moment that has a baseline before it.</summary>
    public int Earliest => First + Statistics.BasePoints
        + (HasSeason ? day : 0);

    /// <summary>Walks over all placebos with up as bad.</summary>
    public void WalkUp(int[] times) => (Up, Middles, ReachUp) = Walk(Residual, times);

    /// <summary>What the envelope is measured in now, with up as bad.</summary>
    public LongReach ReachUp { get; private set; }

    /// <summary>The same walk with down as bad.</summary>
    public (double[][]?[] Paths, LongReach Reach) WalkDown(int[] times)
    {
        var (paths, _, reach) = Walk(Array.ConvertAll(Residual, x => -x), times);
        return (paths, reach);
    }

    public Moment At(int at, double middle) => new()
    {
        Residual = ResidualMeans,
        At = at,
        Seasonal = SeasonalMeans,
        SeasonalAt = at,
        Yesterday = ResidualMeans,
        YesterdayAt = at - day,
        LastWeek = HasLastWeek ? ResidualMeans : null,
        LastWeekAt = at - WeekDays * day,
        DayMean = DayMean(at),
        HoursMean = HoursMean(at),
        Middle = middle,
    };

    public double DayMean(int at) => ResidualMeans.Of(at - day, at);

    public double HoursMean(int at) => ResidualMeans.Of(at - Math.Min(day, Math.Max(1, (int)(Hours / interval))), at);

    /// <summary>What was left so many days before each point of the watch and of the points before it.</summary>
    public double[] DaysBefore(int days)
    {
        var kept = new double[Math.Min(Levels.Length, Statistics.BasePoints) + plan.Ahead + plan.Window];
        for (var i = 0; i < kept.Length; i++)
        {
            var place = Math.Max(0, Levels.Length - Statistics.BasePoints) + i - days * day;
            kept[i] = place >= 0 && place < Residual.Length ? Residual[place] : double.NaN;
        }

        return kept;
    }

    public double[] LastWeek() => HasLastWeek ? DaysBefore(WeekDays) : [];

    private (double[][]?[] Paths, double[] Middles, LongReach Reach) Walk(double[] residual, int[] times)
    {
        var (paths, middles) = (new double[][]?[times.Length], new double[times.Length]);
        var path = new StatisticPath(plan.WarmUp, plan.Looks);
        var reach = new SlidingReach(residual, Levels, interval);
        for (var p = 0; p < times.Length; p++)
        {
            if (!path.Walk(residual, times[p], reach.At(times[p]))) continue;
            if (double.IsNaN(path.Values[Statistics.Median][^1])) continue;
            paths[p] = Array.ConvertAll(path.Values, values => values.ToArray());
            middles[p] = path.Middle;
        }

        return (paths, middles, reach.At(residual.Length));
    }
}
