using System.Diagnostics;
using System.Text.Json;
using Bellwether.Agent.Commands;
using Bellwether.Agent.Commands.Backup;
using Bellwether.Agent.Configuration;
using Bellwether.Agent.Journal;
using Bellwether.Agent.Storage;
using Bellwether.Agent.Storage.Ledger;
using Bellwether.Contracts.Wire;

namespace Bellwether.Agent;

/// <summary><c>backup --to</c> and <c>restore</c>: a copy of the state is checked wherever it is put.</summary>
internal static class RestoreBackup
{
    /// <summary>Keeps a backup elsewhere: copied, and its journal's chain verified there.</summary>
    public static async Task<int> KeepAsync(KeepRequest request, Terminal terminal, CancellationToken stopping)
    {
        var to = Path.GetFullPath(request.To);
        return await MendableAsync(async () =>
        {
            if (Directory.Exists(to) && Directory.EnumerateFileSystemEntries(to).Any())
                throw new CommandFailedException($"{to} is there already and is not empty");
            if (!Directory.Exists(request.Taken.Folder))
                throw new CommandFailedException($"the agent made {request.Taken.Folder}, which this host does not "
                    + "have or does not show to this user: ask on the agent's host, as root");
            Copy(request.Taken.Folder, to, stopping);
            var taken = Checked(to) with { Folder = to };
            await terminal.Out.WriteLineAsync(request.AsJson
                ? JsonSerializer.Serialize(taken, BackupJson.Default.BackupTaken)
                : $"{to}: {taken.Records} records, sound, as of {UtcInstant.Format(taken.TakenAt)}");
        });
    }

    public static async Task<int> RunAsync(RestoreRequest request, Terminal terminal, CancellationToken stopping)
    {
        var state = request.StateFolder ?? StateFolder.Default(Surroundings.OfThisProcess())
            ?? throw new CommandFailedException("there is no folder for the state; name one with --state");
        return await MendableAsync(async () =>
        {
            var from = Path.GetFullPath(request.Folder);
            var taken = Checked(from);
            using (var held = StateLock.Take(state))
            {
                if (File.Exists(Path.Combine(held.Path, LedgerFile.FileName)))
                    throw new CommandFailedException($"{held.Path} has a state already: move it away first");
                Copy(from, held.Path, stopping);
                RestoredJournal.Claim(held.Path, taken, terminal.Time);
                await GiveToOwnerAsync(held.Path, stopping);
            }

            await terminal.Out.WriteLineAsync(
                $"{Path.GetFullPath(state)}: {taken.Records} records of agent {taken.Agent}, as of "
                + $"{UtcInstant.Format(taken.TakenAt)}\nIf {taken.Agent} still runs anywhere, stop it before you start "
                + "this one: what it said since then is not known here, and two agents of one id may contradict.");
        });
    }

    /// <summary>The description of a backup whose journal is whole.</summary>
    private static BackupTaken Checked(string folder)
    {
        var file = Path.Combine(folder, BackupTaken.FileName);
        if (!File.Exists(file))
            throw new CommandFailedException($"{folder} is no backup: it has no {BackupTaken.FileName}");
        var taken = JsonSerializer.Deserialize(File.ReadAllBytes(file), BackupJson.Default.BackupTaken)
            ?? throw new CommandFailedException($"{file} is empty");
        var report = JournalAudit.OfFolder(folder, taken.JournalHead);
        return report.Sound
            ? taken
            : throw new CommandFailedException($"{folder} is not as it was written: {report.Faults[0]}");
    }

    private static void Copy(string from, string to, CancellationToken stopping)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
        {
            stopping.ThrowIfCancellationRequested();
            SyncedFile.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }

    // Put there by root, it would be closed to the user that the agent runs as.
    private static async Task GiveToOwnerAsync(string state, CancellationToken stopping)
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root") return;
        var folder = Directory.ResolveLinkTarget(state, returnFinalTarget: true)?.FullName ?? state;
        using var giving = Process.Start("chown", ["--recursive", $"--reference={folder}", folder]);
        await giving.WaitForExitAsync(stopping);
        if (giving.ExitCode != 0)
            throw new IOException(
                $"the files could not be given to the owner of {folder}; the agent's user must be able to write them");
    }

    private static async Task<int> MendableAsync(Func<Task> work)
    {
        try
        {
            await work();
            return ExitCodes.Ok;
        }
        catch (Exception e) when (e is StorageException or IOException or UnauthorizedAccessException or JsonException)
        {
            throw new CommandFailedException(e.Message, e);
        }
    }
}
