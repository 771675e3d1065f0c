using System.Text;
using System.Text.Json;
using Bellwether.Agent.Commands;
using Bellwether.Agent.Commands.Local;
using Bellwether.Agent.Configuration;
using Bellwether.Agent.Journal;
using Bellwether.Agent.Storage;

namespace Bellwether.Agent;

/// <summary><c>audit verify</c>: whether the journal is as it was written, also while an agent writes it.</summary>
internal static class VerifyJournal
{
    public static async Task<int> RunAsync(AuditRequest request, Terminal terminal, CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        var folder = request.StateFolder ?? StateFolder.Default(Surroundings.OfThisProcess())
            ?? throw new CommandFailedException("there is no folder of state; name one with --state");
        if (!Directory.Exists(folder))
            throw new CommandFailedException($"there is no folder {Path.GetFullPath(folder)}");
        try
        {
            var report = JournalAudit.OfFolder(folder, request.Head);
            await terminal.Out.WriteLineAsync(request.AsJson ? Json(report) : Text(report));
            return report.Sound ? ExitCodes.Ok : ExitCodes.Rollback;
        }
        catch (StorageException e)
        {
            throw new CommandFailedException(e.Message, e);
        }
    }

    private static string Text(AuditReport report)
    {
        if (!report.Sound)
            return string.Join(
                Environment.NewLine, report.Faults.Select(fault => $"  {fault}").Prepend("not as it was written:"));
        var pruned = report.PrunedBodies == 0 ? "" : $"; {report.PrunedBodies} bodies were given up for room";
        return $"sound: {report.Records} records, head {report.Head}{pruned}";
    }

    private static string Json(AuditReport report)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            writer.WriteBoolean("sound", report.Sound);
            writer.WriteNumber("records", report.Records);
            writer.WriteString("head", report.Head);
            writer.WriteNumber("prunedBodies", report.PrunedBodies);
            writer.WriteStartArray("faults");
            foreach (var fault in report.Faults) writer.WriteStringValue(fault);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
