using System.CommandLine;
using Bellwether.Agent.Commands.Client;
using Bellwether.Agent.Commands.Local;
using Bellwether.Agent.Journal;
using Bellwether.Contracts.Wire;

namespace Bellwether.Agent.Commands.Backup;

/// <summary><c>backup</c>: a running agent copies its state.</summary>
internal static class BackupCommand
{
    private const string Example = "bellwether backup --to /srv/backup/bellwether";

    /// <summary>A journal and a history at their limits, on a slow disk.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public static Command Create(Terminal terminal, LocalParts parts)
    {
        var to = new Option<string?>("--to")
        {
            Description = "Folder to copy it to, and check it there; must not exist. Default: where the agent puts it",
            HelpName = "folder",
        };
        var verb = new Verb("backup", "Have a running agent copy its state on its host; judging goes on", Example)
        {
            to,
        };
        return verb.Asking(terminal, call => TakeAsync(call, call.Words.GetValue(to), parts));
    }

    private static async Task<int> TakeAsync(AgentCall call, string? to, LocalParts parts)
    {
        // Asked a second time, it would be made a second time.
        var question = new Question("/v1/backups", "{}"u8.ToArray(), Patience) { Repeatable = false };
        var reply = await call.Client.AskAsync(question, BackupJson.Default.BackupTaken, call.Stopping);
        if (to is not null)
            return await parts.KeepBackup(new(reply.Value, to, call.AsJson), call.Terminal, call.Stopping);
        call.Print(reply, Sentence);
        return ExitCodes.Ok;
    }

    private static string Sentence(BackupTaken taken) =>
        $"{taken.Folder}: {taken.Records} records, {taken.Bytes >> 10} KiB, as of {UtcInstant.Format(taken.TakenAt)}";
}
