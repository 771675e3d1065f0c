namespace Bellwether.Contracts.Verdicts;

/// <summary>A stretch of a signal, and its level there.</summary>
public sealed record Stretch
{
    /// <summary>Start of the first point, UTC; null where there is no point.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>End of the last point, UTC; null where there is no point.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Points with data in it; 0 or more.</summary>
    public int Points { get; init; }

    /// <summary>Requests behind them; null where the signal does not count requests.</summary>
    public double? Requests { get; init; }

    /// <summary>Level, in the evidence's unit; null where nothing was seen.</summary>
    public double? Value { get; init; }
}
