namespace Bellwether.Contracts.Points;

/// <summary>Whether one look was answered.</summary>
public sealed record ReportedLook
{
    /// <summary>Its signal, such as <c>app.up</c> or <c>app.restarts</c>.</summary>
    public required string Signal { get; init; }

    /// <summary>When it began, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    public required LookOutcome Outcome { get; init; }

    /// <summary>Restarts seen by it.</summary>
    public int Restarts { get; init; }

    /// <summary>Why it is bad or degraded, in words for a person, at most 500 characters; null where it is neither, or
    /// where nothing more is known.</summary>
    public string? Why { get; init; }
}
