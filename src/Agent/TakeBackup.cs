using System.Text.Json;
using Bellwether.Agent.Journal;
using Bellwether.Agent.Storage;
using Bellwether.Agent.Storage.History;

namespace Bellwether.Agent;

/// <summary>Copies the state of a running agent into its own folder; judging goes on meanwhile.</summary>
internal sealed class TakeBackup(DeploymentJournal journal, HistoryStore history, string state, string agentId)
{
    /// <exception cref="BackupRefusedException">There is too little room, or it cannot be written.</exception>
    public BackupTaken Take(DateTimeOffset now, CancellationToken stopping)
    {
        BackupTaken? taken = null;
        try
        {
            var folder = BackupFolders.Make(state, now, journal.Health.Bytes + history.Health.Bytes, into =>
            {
                // The history first: no verdict of the copied journal lacks the points that were there before it.
                history.CopyTo(into, stopping);
                var (head, records) = journal.CopyTo(into, stopping);
                taken = new BackupTaken(
                    "", agentId, journal.Epoch, AgentVersion.Text, now, records, head, BytesOf(into));
                Describe(taken, into);
            });
            return taken! with { Folder = folder };
        }
        catch (StorageException e)
        {
            throw new BackupRefusedException(e.Message, e);
        }
    }

    private static void Describe(BackupTaken taken, string folder) => File.WriteAllBytes(
        Path.Combine(folder, BackupTaken.FileName),
        JsonSerializer.SerializeToUtf8Bytes(taken, BackupJson.Default.BackupTaken));

    private static long BytesOf(string folder) => new DirectoryInfo(folder).EnumerateFiles().Sum(file => file.Length);
}
