using System.Text.Json.Serialization;

namespace Bellwether.Agent.Signals.Snapshots;

/// <summary>The tables of migrations that one probe sees. It is journaled.</summary>
/// <param name="Probe">Name of the probe.</param>
/// <param name="Tables">In the order in which the probe tells them; empty where the database has none.</param>
internal sealed record MigrationAccount(string Probe, IReadOnlyList<MigrationTable> Tables)
{
    /// <summary>In the order in which the probe tells them; empty where the database has none.</summary>
    public IReadOnlyList<MigrationTable> Tables { get; init => field = value ?? []; } = Tables ?? [];

    /// <summary>Instance whose sidecar sees them, for each may have a database or a shard of its own; null where the
    /// agent itself sees them, or all of the probe's are as far.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Instance { get; init; }

    /// <summary>Whether the same migrations ran, as far as can be told.</summary>
    public bool IsAsFarAs(MigrationAccount other) =>
        Tables.Count == other.Tables.Count && Tables.Zip(other.Tables).All(pair =>
            pair.First.Table == pair.Second.Table && pair.First.Tool == pair.Second.Tool
            && pair.First.Count == pair.Second.Count && pair.First.Named == pair.Second.Named
            && pair.First.Names.SequenceEqual(pair.Second.Names));
}
