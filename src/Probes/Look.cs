namespace Bellwether.Probes;

/// <summary>What one probe brought back from one look at one target.</summary>
/// <remarks>
/// Reachability and readings fail apart: a page that answers 404 was reached (good) and gave no readings
/// (<see cref="NoData"/>). A look that our own cancellation ended is never made: the probe throws instead.
/// </remarks>
public sealed record Look
{
    /// <summary>Whether the target answered; <see cref="Reachability.Missing"/> where we could not ask.</summary>
    public required Reachability Reachability { get; init; }

    /// <summary>Why it is not good, as a short lower-kebab word ("timeout", "refused", "resolver"); null when
    /// good.</summary>
    public string? Reason { get; init; }

    /// <summary>Why there are no readings ("status-404", "unparsable", "too-large"); null where they were
    /// had.</summary>
    public string? NoData { get; init; }

    /// <summary>One sentence with the detail behind <see cref="Reason"/> or <see cref="NoData"/>, for a person; may be
    /// null.</summary>
    public string? Detail { get; init; }

    /// <summary>Why readings of some names are missing although the look was made; empty for nothing.</summary>
    public IReadOnlyList<ReadingProblem> Problems { get; init; } = [];

    /// <summary>Requests of ours may be among what was counted, and nothing tells them from those of others.</summary>
    public bool MayHoldOurs { get; init; }

    /// <summary>Good, but the target says it is not at its best.</summary>
    public bool Degraded { get; init; }

    /// <summary>The numbers, in the order of the page; empty where <see cref="NoData"/> is set or the probe has
    /// none.</summary>
    public IReadOnlyList<Reading> Readings { get; init; } = [];

    /// <summary>When what the readings tell was measured, where that is not now: a provider that is asked may be
    /// minutes late. Null for now.</summary>
    public DateTimeOffset? MeasuredAt { get; init; }

    /// <summary>Requests this look made, so that they can be subtracted from what the target counts; empty for
    /// none.</summary>
    public IReadOnlyList<SentRequest> Sent { get; init; } = [];

    /// <summary>What the look saw of the process or version behind the target; null where it cannot see any.</summary>
    public Sighting? Sighting { get; init; }

    /// <summary>How far the schema of a database has come, one a table of migrations; empty where it has none, null
    /// where nobody looked or it could not be told.</summary>
    public IReadOnlyList<MigrationMark>? Migrations { get; init; }

    public static Look Good(params IReadOnlyList<Reading> readings) =>
        new() { Reachability = Reachability.Good, Readings = readings };

    public static Look Bad(string reason, string? detail = null) =>
        new() { Reachability = Reachability.Bad, Reason = reason, NoData = reason, Detail = detail };

    public static Look Missing(string reason, string? detail = null) =>
        new() { Reachability = Reachability.Missing, Reason = reason, NoData = reason, Detail = detail };

    /// <summary>Reached, but nothing that could be read.</summary>
    public static Look WithoutReadings(string noData, string? detail = null) =>
        new() { Reachability = Reachability.Good, NoData = noData, Detail = detail };
}
