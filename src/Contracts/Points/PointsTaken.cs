namespace Bellwether.Contracts.Points;

/// <summary>What the home says to a report.</summary>
public sealed record PointsTaken
{
    /// <summary>Version of this message's form; 1.</summary>
    public int Schema { get; init => field = value == 0 ? 1 : value; } = 1;

    /// <summary>False where it had this report already.</summary>
    public required bool Counted { get; init; }

    /// <summary>Width of the points that it judges, in seconds.</summary>
    public required double IntervalSeconds { get; init; }

    /// <summary>Reports of the run that never came.</summary>
    public required long ReportsMissing { get; init; }
}
