using Bellwether.Agent.Storage;
using Bellwether.Agent.Storage.Ledger;

namespace Bellwether.Agent.Journal;

/// <summary>A journal that is only read, also while an agent writes it.</summary>
internal static class JournalFolder
{
    private const int ReadBatch = 500;

    /// <summary>What happened, oldest first: all records but those of some kinds, whose bodies are not even
    /// read.</summary>
    /// <exception cref="StorageException">The journal cannot be read at all.</exception>
    public static IReadOnlyList<JournalRecord> Without(string folder, params IReadOnlyList<string> kinds)
    {
        using var ledger = LedgerFile.Open(folder, maxBytes: 0, readOnly: true);
        var rows = new List<LedgerRow>();
        while (ledger.After(rows.Count > 0 ? rows[^1].Sequence : 0, ReadBatch, kinds) is { Count: > 0 } batch)
            rows.AddRange(batch);
        var end = ledger.Last()?.Sequence ?? 0;
        var reserved = ReserveFile.Peek(folder).SelectMany(LedgerRowCodec.Decode)
            .Where(row => row.Sequence > end && !kinds.Contains(row.Kind));
        return [.. rows.Concat(reserved).Select(StoredRecord.Of)];
    }

    /// <summary>All records of a deployment, oldest first; empty for none.</summary>
    /// <exception cref="StorageException">The journal cannot be read at all.</exception>
    public static IReadOnlyList<JournalRecord> OfDeployment(string folder, string id)
    {
        using var ledger = LedgerFile.Open(folder, maxBytes: 0, readOnly: true);
        var end = ledger.Last()?.Sequence ?? 0;
        var reserved = ReserveFile.Peek(folder).SelectMany(LedgerRowCodec.Decode)
            .Where(row => row.Sequence > end && row.Deployment == id);
        return [.. ledger.OfDeployment(id).Concat(reserved).Select(StoredRecord.Of)];
    }
}
