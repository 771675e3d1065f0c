using Bellwether.Agent.Storage;
using Bellwether.Agent.Storage.Ledger;

namespace Bellwether.Agent.Journal;

/// <summary>Reads a journal from its first record and says what is not as it was written.</summary>
internal sealed class JournalAudit
{
    private const int MaxFaults = 100;
    private const int PageRecords = 32;

    private readonly string? _expectedHead;
    private readonly List<string> _faults = [];
    private readonly HashSet<long> _withoutBody = [];
    private byte[] _stored = RecordChain.Start;
    private byte[] _computed = RecordChain.Start;
    private long _last;
    private long _records;
    private long _pruned;
    private bool _expectedSeen;

    private JournalAudit(string? expectedHead)
    {
        _expectedHead = expectedHead;
        _expectedSeen = expectedHead is null || expectedHead == RecordChain.Text(RecordChain.Start);
    }

    /// <summary>Audits the files of a folder, also while an agent uses them, without changing anything.</summary>
    /// <exception cref="StorageException">The journal cannot be read at all.</exception>
    public static AuditReport OfFolder(string folder, string? expectedHead)
    {
        using var ledger = LedgerFile.Open(folder, maxBytes: 0, readOnly: true);
        var end = ledger.Last()?.Sequence ?? 0;
        var reserved = ReserveFile.Peek(folder).SelectMany(LedgerRowCodec.Decode)
            .Where(row => row.Sequence > end).ToArray();
        return Run(
            (after, limit) => ledger.After(after, limit) is { Count: > 0 } page ? page : After(reserved, after, limit),
            ledger.Positions(), ledger.Damage(), expectedHead);
    }

    /// <param name="page">Records after a sequence, oldest first, at most as many as asked; empty at the end.</param>
    /// <param name="positions">Where the channels stand.</param>
    /// <param name="damage">What SQLite found wrong with the file.</param>
    /// <param name="expectedHead">A head that a verdict once named; null for none.</param>
    public static AuditReport Run(
        Func<long, int, IReadOnlyList<LedgerRow>> page, IReadOnlyList<ChannelPosition> positions,
        IReadOnlyList<string> damage, string? expectedHead)
    {
        var audit = new JournalAudit(expectedHead);
        try
        {
            while (page(audit._last, PageRecords) is { Count: > 0 } rows)
                foreach (var row in rows) audit.Examine(row);
        }
        catch (StorageException e)
        {
            audit.Fault($"after record {audit._last} nothing can be read: {e.Message}");
        }
        audit.Conclude(positions, damage);
        return new AuditReport(audit._records, RecordChain.Text(audit._stored), audit._faults, audit._pruned);
    }

    private static LedgerRow[] After(LedgerRow[] rows, long after, int limit) =>
        [.. rows.Where(row => row.Sequence > after).Take(limit)];

    private void Examine(LedgerRow row)
    {
        _records++;
        if (row.Sequence != _last + 1) Fault(Missing(_last + 1, row.Sequence - 1));
        var gap = row.Sequence != _last + 1;

        // The hash before it may itself be what was changed: then the one that was computed still fits.
        var onStored = RecordChain.Next(_stored, row);
        var onComputed = RecordChain.Next(_computed, row);
        var sound = row.Hash.AsSpan().SequenceEqual(onStored) || row.Hash.AsSpan().SequenceEqual(onComputed);
        if (!sound && !gap) Fault($"record {row.Sequence} was changed");
        if (row is { Body: not null, Digest: { } digest } && !row.BodyDigest.AsSpan().SequenceEqual(digest))
            Fault($"record {row.Sequence} has a body and the digest of another one");

        NoteBodies(row);
        _computed = row.Hash.AsSpan().SequenceEqual(onStored) ? onStored : onComputed;
        _stored = row.Hash;
        _last = row.Sequence;
        _expectedSeen |= RecordChain.Text(row.Hash) == _expectedHead;
    }

    private void NoteBodies(LedgerRow row)
    {
        if (row.Body is not { } body) _withoutBody.Add(row.Sequence);
        else if (row.Kind == PrunedNote.Kind)
            _pruned += PrunedNote.Read(body.Span).Count(_withoutBody.Remove);
    }

    private void Conclude(IReadOnlyList<ChannelPosition> positions, IReadOnlyList<string> damage)
    {
        foreach (var sequence in _withoutBody.Order())
            Fault($"record {sequence} lost its body, and no record says why");
        foreach (var position in positions.Where(p => p.Cursor > _last))
            Fault($"it ends at record {_last}, but channel '{position.Channel}' acknowledged {position.Cursor}: "
                + "its tail was cut");
        if (!_expectedSeen)
            Fault($"no record has the head {_expectedHead}: its tail was cut, or it is another journal");
        foreach (var line in damage) Fault($"SQLite finds: {line}");
    }

    private void Fault(string what)
    {
        if (_faults.Count < MaxFaults) _faults.Add($"{LedgerFile.FileName}: {what}");
    }

    private static string Missing(long first, long last) =>
        first == last ? $"record {first} is missing" : $"records {first} to {last} are missing";
}
