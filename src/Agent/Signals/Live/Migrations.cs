using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Contracts.Points;
using Bellwether.Probes;

namespace Bellwether.Agent.Signals.Live;

/// <summary>What is kept of a probe's marks of migrations, and of what a sidecar tells of them.</summary>
internal static class Migrations
{
    public static MigrationTable Of(MigrationMark mark) => new()
    {
        Tool = mark.Tool,
        Table = mark.Table,
        Count = mark.Count,
        Named = mark.Named,
        Names = mark.Names,
        Reversible = mark.Reversible,
        AllReversible = mark.AllReversible,
    };

    public static MigrationAccount Of(ReportedMigrations told, string instance) =>
        new(told.Probe, [.. told.Tables.Select(Of)]) { Instance = instance };

    private static MigrationTable Of(ReportedMigrationTable told) => new()
    {
        Tool = told.Tool,
        Table = told.Table,
        Count = told.Count,
        Named = told.Named,
        Names = told.Names,
        Reversible = told.Reversible,
        AllReversible = told.AllReversible,
    };
}
