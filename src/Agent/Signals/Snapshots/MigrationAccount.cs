namespace Bellwether.Agent.Signals.Snapshots;

/// <summary>The tables of migrations that one probe sees. It is journaled.</summary>
/// <param name="Probe">Name of the probe.</param>
/// <param name="Tables">In the order in which the probe tells them; empty where the database has none.</param>
internal sealed record MigrationAccount(string Probe, IReadOnlyList<MigrationTable> Tables)
{
    /// <summary>In the order in which the probe tells them; empty where the database has none.</summary>
    public IReadOnlyList<MigrationTable> Tables { get; init => field = value ?? []; } = Tables ?? [];
}
