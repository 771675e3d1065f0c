namespace Bellwether.Agent.Baselines.Placebos;

/// <summary>What is known of one signal around one moment without looking past it: its own past at several
/// lengths.</summary>
/// <remarks>All are levels with the season taken off, but for the season itself.</remarks>
internal readonly record struct Moment
{
    /// <summary>Numbers that <see cref="Describe"/> writes.</summary>
    public const int Features = 8;

    private const int ShortPoints = 15;
    private const int LastPoints = 5;

    public required Means Residual { get; init; }

    /// <summary>Index of the moment in <see cref="Residual"/>.</summary>
    public required int At { get; init; }

    public required Means Seasonal { get; init; }

    public required int SeasonalAt { get; init; }

    /// <summary>The residual of a day before; may end early.</summary>
    public required Means Yesterday { get; init; }

    public required int YesterdayAt { get; init; }

    /// <summary>The residual of a week before; null where the history does not reach back so far.</summary>
    public Means? LastWeek { get; init; }

    public int LastWeekAt { get; init; }

    /// <summary>Mean of the day before the moment.</summary>
    public required double DayMean { get; init; }

    /// <summary>Mean of the four hours before it.</summary>
    public required double HoursMean { get; init; }

    /// <summary>Median of the points before it.</summary>
    public required double Middle { get; init; }

    /// <summary>What the past alone would make one expect of a look, as numbers to weigh. What is not known is
    /// 0.</summary>
    /// <param name="warmUp">Points after the moment that nothing looks at.</param>
    /// <param name="look">Points after the moment.</param>
    /// <param name="into">As many as <see cref="Features"/>.</param>
    public void Describe(int warmUp, int look, Span<double> into)
    {
        const int b = Statistics.BasePoints;
        into[0] = Seasonal.Of(SeasonalAt + warmUp, SeasonalAt + look) - Seasonal.Of(SeasonalAt - b, SeasonalAt);
        into[1] = Residual.Of(At - ShortPoints, At) - Middle;
        into[2] = Residual.Of(At - LastPoints, At) - Middle;
        into[3] = Change(Yesterday, YesterdayAt, warmUp, look);
        into[4] = DayMean - Middle;
        into[5] = HoursMean - Middle;
        into[6] = Middle;
        into[7] = LastWeek is null ? 0 : Change(LastWeek, LastWeekAt, warmUp, look);
        foreach (ref var feature in into)
            if (!double.IsFinite(feature))
                feature = 0;
    }

    private static double Change(Means of, int at, int warmUp, int look) =>
        of.Of(at + warmUp, at + look) - of.Of(at - Statistics.BasePoints, at);
}
