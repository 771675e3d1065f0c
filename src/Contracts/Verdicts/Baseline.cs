namespace Bellwether.Contracts.Verdicts;

/// <summary>What is normal, and where that is known from.</summary>
public sealed record Baseline
{
    /// <summary>"before" (the same service before t0), "seasonal" (the same time on earlier days) or
    /// "control".</summary>
    public required string Kind { get; init; }

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
