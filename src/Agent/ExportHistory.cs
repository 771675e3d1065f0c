using Bellwether.Agent.Commands;
using Bellwether.Agent.Commands.History;
using Bellwether.Agent.Importing;
using Bellwether.Agent.Storage;
using Bellwether.Agent.Storage.History;
using Bellwether.Agent.Tables;

namespace Bellwether.Agent;

/// <summary><c>history export</c>: the stored history as a table, read beside a running agent.</summary>
internal static class ExportHistory
{
    public static async Task<int> RunAsync(ExportRequest request, Terminal terminal, CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        var folder = ServiceOfPlan.FolderOf(request.StateFolder);
        var now = terminal.Time.GetUtcNow();
        var range = (request.Since?.At(now) ?? DateTimeOffset.UnixEpoch, request.Until?.At(now) ?? now);
        var table = Read(folder, (request.Service, request.Environment), range, request.Interval);
        foreach (var signal in request.Only)
            if (table.Find(signal) is null)
                throw new CommandFailedException($"there is no signal '{signal}'; there are "
                    + string.Join(", ", table.Signals.Select(of => of.Name)));
        if (request.Only.Count > 0)
            table = table with { Signals = [.. table.Signals.Where(signal => request.Only.Contains(signal.Name))] };
        if (request.Output is null) CsvWriter.Write(terminal.Out, table);
        else CsvFile.Write(request.Output, text => CsvWriter.Write(text, table));
        if (request.Output is { } file)
            await terminal.Error.WriteLineAsync($"wrote {file}: {table.Points} points of"
                + $" {Durations.Format(table.Grid.Interval)}, {table.Signals.Count} signals");
        return ExitCodes.Ok;
    }

    /// <summary>The history of a service, or of the only one there is.</summary>
    /// <exception cref="CommandFailedException">There is none, or it cannot be read.</exception>
    public static PointTable Read(
        string folder, (string? Service, string? Environment) named, (DateTimeOffset, DateTimeOffset) range,
        TimeSpan? interval)
    {
        try
        {
            using var history = StoredHistory.OpenToRead(folder);
            return StoredTable.Of(history, PlaceOf(history, named), range, interval);
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
}
