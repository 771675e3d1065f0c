using Bellwether.Agent.Commands;
using Bellwether.Agent.Commands.History;
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
        var table = StoredSignals.Read(folder, (request.Service, request.Environment), range, request.Interval);
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
}
