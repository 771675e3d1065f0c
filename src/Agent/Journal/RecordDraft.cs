using Bellwether.Agent.Storage.Ledger;

namespace Bellwether.Agent.Journal;

/// <summary>Gives entries their place in the chain.</summary>
internal sealed class RecordDraft(byte[] head, long last, DateTimeOffset now)
{
    private byte[] _head = head;
    private long _last = last;

    /// <summary>One row an entry; where bodies are given up at once, one more that says which.</summary>
    /// <param name="entries">In the order of the journal.</param>
    /// <param name="prunedKinds">Kinds that are written without their body; empty for none.</param>
    public List<LedgerRow> Rows(IReadOnlyList<JournalEntry> entries, IReadOnlyList<string> prunedKinds)
    {
        var rows = entries.Select(Next).Select(row => prunedKinds.Contains(row.Kind) ? row.Pruned() : row).ToList();
        long[] without = [.. rows.Where(row => row.Body is null).Select(row => row.Sequence)];
        if (without.Length > 0) rows.Add(Next(new PrunedNote(without).ToEntry()));
        return rows;
    }

    private LedgerRow Next(JournalEntry entry)
    {
        var row = new LedgerRow
        {
            Sequence = ++_last,
            AtTicks = now.UtcTicks,
            Kind = entry.Kind,
            Deployment = entry.DeploymentId,
            Key = entry.Key,
            Flags = entry.Outgoing ? LedgerRow.OutgoingFlag : 0,
            Body = entry.Body.ToArray(),
        };
        _head = RecordChain.Next(_head, row);
        return row with { Hash = _head };
    }
}
