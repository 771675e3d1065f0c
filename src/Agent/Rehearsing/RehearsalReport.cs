using Bellwether.Agent.Tables;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Rehearsing;

/// <summary>What these rules would have done on this history.</summary>
internal sealed record RehearsalReport
{
    /// <summary>Where the history comes from.</summary>
    public required string Source { get; init; }

    public required TimeGrid Grid { get; init; }

    /// <summary>Points that are masked.</summary>
    public required int Masked { get; init; }

    public required RehearsedRules Rules { get; init; }

    public required int Seed { get; init; }

    /// <summary>Pretend deployments.</summary>
    public required int Deployments { get; init; }

    /// <summary>How many were asked for; more where the history has no room for them.</summary>
    public required int Wanted { get; init; }

    /// <summary>Windows side by side that these deployments touch: independent ones are no more.</summary>
    public required int Windows { get; init; }

    /// <summary>Least and most history behind one, in days.</summary>
    public required (double Least, double Most) HistoryDays { get; init; }

    public required Share RolledBack { get; init; }

    public required Share Promoted { get; init; }

    public required Share Inconclusive { get; init; }

    /// <summary>In the order of the causes; empty for none.</summary>
    public required IReadOnlyList<(Cause Cause, Share Share)> Causes { get; init; }

    /// <summary>In the order of the rules.</summary>
    public required IReadOnlyList<RuleRehearsal> PerRule { get; init; }
}
