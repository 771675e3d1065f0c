using Bellwether.Agent.Rehearsing;
using Bellwether.Agent.Tables;

namespace Bellwether.Agent.Commands.Local;

/// <summary>What <c>replay</c> of a table or of the stored history was asked for. Exactly one of <see cref="Times"/>
/// and <see cref="Calibration"/> is set.</summary>
internal sealed record RehearsalRequest
{
    /// <summary>A file; null for the stored history.</summary>
    public string? Csv { get; init; }

    public required SignalWishes Columns { get; init; }

    /// <summary>A configuration whose rules hold; null: <see cref="Rules"/>.</summary>
    public string? ConfigFile { get; init; }

    public required RuleWishes Rules { get; init; }

    /// <summary>Null: the only one.</summary>
    public string? Service { get; init; }

    /// <summary>Null: the only one.</summary>
    public string? Environment { get; init; }

    /// <summary>Null: the standard folder.</summary>
    public string? StateFolder { get; init; }

    /// <summary>Deployments; empty where pretend ones are wanted.</summary>
    public IReadOnlyList<DateTimeOffset> Times { get; init; } = [];

    /// <summary>Pretend deployments; null where real ones are named. Its source is not known yet.</summary>
    public RehearsalPlan? Calibration { get; init; }

    /// <summary>File for the page of a calibration; null for none.</summary>
    public string? Page { get; init; }

    public bool AsJson { get; init; }
}
