using Bellwether.Agent.Storage.Ledger;

namespace Bellwether.Agent.Journal;

/// <summary>Reads a stored row as a record.</summary>
internal static class StoredRecord
{
    public static JournalRecord Of(LedgerRow row)
    {
        // A file that somebody changed may hold any number; the audit says so, reading does not fail.
        var ticks = Math.Clamp(row.AtTicks, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks);
        var entry = new JournalEntry(row.Kind, row.Deployment, row.Key, row.Body ?? default)
        {
            Outgoing = row.Flags == LedgerRow.OutgoingFlag,
        };
        return new(row.Sequence, new DateTimeOffset(ticks, TimeSpan.Zero), entry, RecordChain.Text(row.Hash))
        {
            Pruned = row.Body is null,
        };
    }
}
