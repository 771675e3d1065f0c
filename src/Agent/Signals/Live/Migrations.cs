using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Probes;

namespace Bellwether.Agent.Signals.Live;

/// <summary>What is kept of a probe's marks of migrations.</summary>
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
}
