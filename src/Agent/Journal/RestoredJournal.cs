using System.Text.Json;
using Bellwether.Agent.Storage;
using Bellwether.Agent.Storage.Ledger;

namespace Bellwether.Agent.Journal;

/// <summary>Makes the journal of a backup one that goes on elsewhere.</summary>
internal static class RestoredJournal
{
    /// <summary>Kind of the record that says where a journal came from.</summary>
    public const string Kind = "restored";

    /// <summary>How far the count of openings goes ahead: an agent that still lives where the backup was made stays
    /// behind however often it starts, and whoever hears two agents of one id knows the later one.</summary>
    public const long EpochsAhead = 1000;

    /// <summary>Notes in the chain that it was restored, and claims the id of the agent by its epoch.</summary>
    /// <param name="folder">A folder that this process holds.</param>
    /// <param name="taken">The backup.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="StorageException">The journal cannot be opened or written.</exception>
    public static void Claim(string folder, BackupTaken taken, TimeProvider time)
    {
        using (var journal = DeploymentJournal.Open(folder, time))
            journal.Append(_ => [new JournalEntry(
                Kind, null, null, JsonSerializer.SerializeToUtf8Bytes(taken, BackupJson.Default.BackupTaken))]);
        using var ledger = LedgerFile.Open(folder, maxBytes: 0);
        ledger.Epoch += EpochsAhead;
    }
}
