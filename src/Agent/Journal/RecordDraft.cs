using Bellwether.Agent.Storage.Ledger;

namespace Bellwether.Agent.Journal;

/// <summary>Gives entries their place in the chain.</summary>
internal sealed class RecordDraft(byte[] head, long last, DateTimeOffset now)
{
    private byte[] _head = head;
    private long _last = last;

    public LedgerRow Next(JournalEntry entry)
    {
        var row = new LedgerRow
        {
            Sequence = ++_last, AtTicks = now.UtcTicks, Kind = entry.Kind, Deployment = entry.DeploymentId, Key = entry.Key,
            Flags = entry.Outgoing ? LedgerRow.OutgoingFlag : 0, Body = entry.Body.ToArray(),
        };
        _head = RecordChain.Next(_head, row);
        return row with { Hash = _head };
    }
}
