namespace Bellwether.Agent.Baselines.Placebos;

/// <summary>All that the placebo judge knows of a signal before a deployment. Made once, at the announcement.</summary>
internal sealed record Calibration
{
    /// <summary>From so much history on this judge speaks.</summary>
    public static readonly TimeSpan ShortestHistory = TimeSpan.FromHours(12);

    public required int WarmUp { get; init; }

    /// <summary>Numbers of points after t0 at which is looked, ascending; the last one is the window.</summary>
    public required IReadOnlyList<int> Looks { get; init; }

    /// <summary>Level that the season explains, from <see cref="Statistics.BasePoints"/> before the announcement on;
    /// NaN where unknown.</summary>
    public required double[] Seasonal { get; init; }

    /// <summary>Whether the history is long enough for a season; else <see cref="Seasonal"/> is all zeros.</summary>
    public required bool HasSeason { get; init; }

    /// <summary>What was left of the level a day before each of these points.</summary>
    public required double[] Yesterday { get; init; }

    /// <summary>The same a week before; empty where the history does not reach back so far.</summary>
    public required double[] LastWeek { get; init; }

    /// <summary>Mean of what was left over the day before the announcement.</summary>
    public required double DayMean { get; init; }

    /// <summary>The same over four hours.</summary>
    public required double HoursMean { get; init; }

    /// <summary>Signals that help to explain this one, as indexes among those that were learned together.</summary>
    public required IReadOnlyList<int> Siblings { get; init; }

    /// <summary>Empty where explaining did not pay.</summary>
    public required IReadOnlyList<Explanation> Explanations { get; init; }

    /// <summary>The direction that is bad, or both.</summary>
    public required IReadOnlyList<DirectionTable> Sides { get; init; }

    /// <summary>Pretend deployments behind the tables.</summary>
    public required int Placebos { get; init; }

    /// <summary>Unmasked history in days.</summary>
    public required double Days { get; init; }
}
