namespace Bellwether.Agent.Baselines.Placebos;

/// <summary>The tables of one direction.</summary>
internal sealed record DirectionTable
{
    /// <summary>1 where up is bad, −1 where down is.</summary>
    public required int Sign { get; init; }

    /// <summary>What the envelope is measured in at the announcement, after the turn.</summary>
    public required LongReach Reach { get; init; }

    /// <summary>One a statistic, in the order of <see cref="Statistics.Names"/>; then one an explanation.</summary>
    public required IReadOnlyList<StatisticTable> Tables { get; init; }

    /// <summary>Healthy changes of the median, by look.</summary>
    public required HealthyRange Median { get; init; }

    /// <summary>Healthy changes of what is left of the median after its explanation; null where there is
    /// none.</summary>
    public HealthyRange? Explained { get; init; }
}
