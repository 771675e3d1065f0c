using Bellwether.Agent.Baselines;
using Bellwether.Agent.Commands;
using Bellwether.Agent.Importing;
using Bellwether.Agent.Journal;
using Bellwether.Agent.Signals;
using Bellwether.Agent.Storage;
using Bellwether.Agent.Storage.History;
using Bellwether.Agent.Storage.Ledger;
using Bellwether.Agent.Tables;
using Bellwether.Agent.Watching;

namespace Bellwether.Agent;

/// <summary>What a state folder knows of a service, as a table: its history, masked as its journal says. Read beside a
/// running agent.</summary>
internal static class StoredSignals
{
    /// <summary>The history of a service, or of the only one there is.</summary>
    /// <exception cref="CommandFailedException">There is none, or it cannot be read.</exception>
    public static PointTable Read(
        string folder, (string? Service, string? Environment) named, (DateTimeOffset, DateTimeOffset) range,
        TimeSpan? interval)
    {
        try
        {
            using var history = StoredHistory.OpenToRead(folder);
            var place = PlaceOf(history, named);
            var table = StoredTable.Of(history, place, range, interval);
            return table with { Masked = Masked(table.Grid, MasksOf(folder, place.Service)) };
        }
        catch (Exception e) when (e is StorageException or ImportException)
        {
            throw new CommandFailedException(e.Message, e);
        }
    }

    private static HistoryPlace PlaceOf(StoredHistory history, (string? Service, string? Environment) named)
    {
        var fitting = history.Services().Where(of => (named.Service ?? of.Service) == of.Service
            && (named.Environment ?? of.Environment) == of.Environment).ToList();
        return fitting switch
        {
            [var one] => new(one.Service, one.Environment),
            // Named in full, or nothing is there: the table says what there is.
            [] => new(named.Service ?? "any service", named.Environment ?? "any environment"),
            _ => throw new CommandFailedException("the history has several: "
                + string.Join(", ", fitting.Select(of => $"{of.Service} in {of.Environment}"))
                + "; choose with --service and --environment"),
        };
    }

    private static IReadOnlyList<Mask> MasksOf(string folder, string service) =>
        File.Exists(Path.Combine(folder, LedgerFile.FileName))
            ? RecordedMasks.Of(JournalFolder.Without(folder, RecordedMasks.NotNeeded), service) : [];

    private static List<MaskedRange> Masked(TimeGrid grid, IReadOnlyList<Mask> masks)
    {
        var ranges = new List<MaskedRange>();
        foreach (var mask in masks.OrderBy(mask => mask.From))
        {
            var from = (int)Math.Clamp(Math.Floor((mask.From - grid.Start) / grid.Interval), 0, grid.Points);
            var to = (int)Math.Clamp(Math.Ceiling((mask.To - grid.Start) / grid.Interval), 0, grid.Points);
            if (to <= from) continue;
            if (ranges.Count == 0 || from > ranges[^1].To) ranges.Add(new(from, to));
            else ranges[^1] = new(ranges[^1].From, Math.Max(ranges[^1].To, to));
        }

        return ranges;
    }
}
