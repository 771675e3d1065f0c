using Bellwether.Agent.Storage;
using Bellwether.Agent.Storage.Ledger;
using Bellwether.Agent.Storage.Sqlite;

namespace Bellwether.Agent.Journal;

/// <summary>What happened, durable before anyone hears of it; also the outbox of every channel.</summary>
/// <remarks>Safe for concurrent use: one writer at a time, in the order of the sequence. While the disk refuses,
/// records go into a reserve that was taken in good times; they count, are read and are chained as any other, and move
/// into the file when it can be written again. Reading throws <see cref="StorageException"/> where the file cannot be
/// read.</remarks>
internal sealed class DeploymentJournal : IDisposable
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly JournalLimits _limits;
    private readonly LedgerFile _ledger;
    private readonly ReservedRecords _reserve;
    private readonly ChannelPositions _positions;
    private TaskCompletionSource _appended = NewSignal();
    private byte[] _head;
    private bool _durable = true;
    private bool _epochUnwritten;
    private string? _lastError;

    private DeploymentJournal(LedgerFile ledger, ReservedRecords reserve, TimeProvider time, JournalLimits limits)
    {
        (_ledger, _reserve, _time, _limits) = (ledger, reserve, time, limits);
        _positions = new ChannelPositions(ledger);
        var last = reserve.Rows is [.., var reserved] ? reserved : ledger.Last();
        (_head, LastSequence) = (last?.Hash ?? RecordChain.Start, last?.Sequence ?? 0);
        Epoch = Math.Max(ledger.Epoch, reserve.Epoch) + 1;
        _epochUnwritten = true;
        Recover();
    }

    /// <summary>Opens the journal of a folder that exists and that this process holds.</summary>
    /// <exception cref="StorageException">It is damaged, too new, or cannot be opened; the message says what to
    /// do.</exception>
    /// <exception cref="FormatException">The environment asks for a failpoint that does not exist.</exception>
    public static DeploymentJournal Open(string folder, TimeProvider time, JournalLimits? limits = null)
    {
        limits ??= new JournalLimits();
        Failpoint.Process.Pass("");
        var ledger = LedgerFile.Open(folder, limits.MaxBytesEver);
        try
        {
            var reserve = ReservedRecords.Open(folder, limits.ReserveBytes, ledger);
            return new DeploymentJournal(ledger, reserve, time, limits);
        }
        catch
        {
            ledger.Dispose();
            throw;
        }
    }

    /// <summary>Hash of the last record; of zeros where there is none.</summary>
    public string Head => RecordChain.Text(_head);

    /// <summary>Sequence of the last record; 0 where there is none.</summary>
    public long LastSequence { get; private set; }

    /// <summary>How often this journal was opened, this time included.</summary>
    public long Epoch { get; }

    public JournalHealth Health
    {
        get
        {
            lock (_lock)
                return new(_durable, _reserve.Rows.Count > 0, _reserve.FreeBytes, _ledger.KnownUsedBytes, _lastError);
        }
    }

    /// <summary>Adds records, all or none; they are on the disk when this returns.</summary>
    /// <param name="compose">Gets the head just before, which a verdict names, and gives the entries; it may read the
    /// journal.</param>
    /// <returns>The records in order; empty where nothing was composed.</returns>
    /// <exception cref="DuplicateKeyException">A record with one of the keys exists.</exception>
    /// <exception cref="JournalUnavailableException">Neither the file nor the reserve could be written, or the file
    /// could not be read to tell whether a key is new: it did not happen.</exception>
    /// <exception cref="ArgumentException">A body is over the limit, or two entries have the same key.</exception>
    public IReadOnlyList<JournalRecord> Append(Func<string, IReadOnlyList<JournalEntry>> compose)
    {
        using var span = Tracing.Within("journal append");
        lock (_lock)
        {
            if (Composed(compose) is not { Count: > 0 } entries) return [];
            var rows = Chained(entries, prune: _ledger.KnownUsedBytes >= _limits.MaxBytes);
            try
            {
                WriteToFile(rows, []);
            }
            catch (StorageException e)
            {
                rows = WriteToReserve(entries, e);
            }
            Advance(rows);
            return [.. rows.Take(entries.Count).Select(StoredRecord.Of)];
        }
    }

    /// <summary>Records after a sequence but those of some kinds, oldest first, at most so many; empty at the
    /// end.</summary>
    public IReadOnlyList<JournalRecord> Read(long after, int limit, params IReadOnlyList<string> without)
    {
        lock (_lock) return [.. Rows(after, limit, without).Select(StoredRecord.Of)];
    }

    /// <summary>The sequence before the last stretch of that length; 0 where that is the whole journal.</summary>
    public long BeforeTheLast(TimeSpan stretch)
    {
        lock (_lock)
            return At(LastSequence) is { } last && _ledger.FirstSince((last.At - stretch).UtcTicks) is { } first
                ? first - 1 : 0;
    }

    /// <summary>The same, only what channels deliver.</summary>
    public IReadOnlyList<JournalRecord> Outgoing(long after, int limit)
    {
        lock (_lock)
        {
            var reserved = _reserve.Rows.Where(row => row.Sequence > after && row.Flags == LedgerRow.OutgoingFlag);
            return [.. _ledger.OutgoingAfter(after, limit).Concat(reserved).Take(limit).Select(StoredRecord.Of)];
        }
    }

    /// <summary>How many records after a sequence channels have to deliver.</summary>
    public long CountOutgoing(long after)
    {
        lock (_lock)
            return _ledger.CountOutgoingAfter(after)
                + _reserve.Rows.Count(row => row.Sequence > after && row.Flags == LedgerRow.OutgoingFlag);
    }

    /// <summary>The record with that sequence; null where there is none.</summary>
    public JournalRecord? At(long sequence) =>
        Read(sequence - 1, 1) is [var record] && record.Sequence == sequence ? record : null;

    /// <summary>The record with that key; null where there is none.</summary>
    public JournalRecord? Find(string key)
    {
        lock (_lock)
        {
            var row = _reserve.Rows.FirstOrDefault(row => row.Key == key) ?? _ledger.Find(key);
            return row is null ? null : StoredRecord.Of(row);
        }
    }

    /// <summary>All records of a deployment, oldest first; empty for none.</summary>
    public IReadOnlyList<JournalRecord> OfDeployment(string id)
    {
        lock (_lock)
        {
            var reserved = _reserve.Rows.Where(row => row.Deployment == id);
            return [.. _ledger.OfDeployment(id).Concat(reserved).Select(StoredRecord.Of)];
        }
    }

    /// <summary>Completes when a record after that sequence exists.</summary>
    public async Task WaitAsync(long after, CancellationToken stopping)
    {
        while (true)
        {
            Task appended;
            lock (_lock)
            {
                if (LastSequence > after) return;
                appended = _appended.Task;
            }
            await appended.WaitAsync(stopping).ConfigureAwait(false);
        }
    }

    /// <summary>How far a channel has come. A new one begins at the end, not with the whole past.</summary>
    public long Cursor(string channel)
    {
        lock (_lock) return PositionOf(channel).Cursor;
    }

    /// <summary>Records up to the cursor that a channel has set aside, ascending; empty for none.</summary>
    public IReadOnlyList<long> Parked(string channel)
    {
        lock (_lock) return PositionOf(channel).Parked;
    }

    /// <summary>The receiver has it: a parked record no longer is, any other moves the cursor up to it.</summary>
    public void Acknowledge(string channel, long sequence)
    {
        lock (_lock)
        {
            var position = PositionOf(channel);
            _positions.Set(position.Parked.Contains(sequence)
                ? position with { Parked = [.. position.Parked.Where(parked => parked != sequence)] }
                : position with { Cursor = Math.Max(position.Cursor, sequence) });
        }
    }

    /// <summary>The receiver does not take it: the cursor goes past it, and it stays to be delivered.</summary>
    public void Park(string channel, long sequence)
    {
        lock (_lock)
        {
            var position = PositionOf(channel);
            if (position.Parked.Contains(sequence)) return;
            _positions.Set(position with
            {
                Cursor = Math.Max(position.Cursor, sequence),
                Parked = [.. position.Parked.Append(sequence).Order()],
            });
        }
    }

    /// <summary>Tries to write what could not be written; called now and then, and by each append.</summary>
    /// <returns>Whether the journal is durable: its file or its reserve took what was last written.</returns>
    public bool Recover()
    {
        lock (_lock)
        {
            _reserve.TryTake();
            try
            {
                if (_epochUnwritten || _reserve.Rows.Count > 0 || !_durable) WriteToFile([], []);
            }
            catch (StorageException e)
            {
                _lastError = e.Message;
                _durable = !_epochUnwritten || TrySaveEpochInReserve();
            }
            _positions.Write();
            return _durable;
        }
    }

    /// <summary>Gives up bulky bodies that are too old, and of closed deployments while room is short.</summary>
    /// <param name="closed">Whether a deployment has its last verdict.</param>
    /// <returns>How many were given up.</returns>
    /// <exception cref="JournalUnavailableException">The file cannot be read or written.</exception>
    public int Prune(Func<string, bool> closed)
    {
        lock (_lock)
        {
            try
            {
                var pruning = new JournalPruning(_ledger, _limits, _time.GetUtcNow());
                var total = 0;
                for (; pruning.Next(closed) is { Count: > 0 } pruned; total += pruned.Count)
                {
                    var note = new PrunedNote([.. pruned.Select(row => row.Sequence)]);
                    var rows = Chained([note.ToEntry()], prune: false);
                    WriteToFile(rows, pruned);
                    Advance(rows);
                }

                return total;
            }
            catch (StorageException e)
            {
                throw new JournalUnavailableException(e.Message, e);
            }
        }
    }

    /// <summary>Reads every record and says what is not as it was written.</summary>
    /// <param name="expectedHead">A head that a verdict named; null for none.</param>
    public AuditReport Verify(string? expectedHead)
    {
        IReadOnlyList<string> damage;
        lock (_lock) damage = _ledger.Damage();
        return JournalAudit.Run(Page, _positions.All, damage, expectedHead);
        IReadOnlyList<LedgerRow> Page(long after, int limit)
        {
            lock (_lock) return Rows(after, limit);
        }
    }

    /// <summary>Copies it, cursors and reserve too, some pages at a time: whoever appends waits for one step.</summary>
    /// <returns>The last record of the copy.</returns>
    public (string Head, long Sequence) CopyTo(string folder, CancellationToken stopping)
    {
        SqliteCopy copy;
        lock (_lock) copy = _ledger.CopyTo(folder);
        try
        {
            while (true)
                lock (_lock)
                {
                    stopping.ThrowIfCancellationRequested();
                    if (copy.Step()) continue;
                    _reserve.CopyTo(folder);
                    return (Head, LastSequence);
                }
        }
        finally
        {
            lock (_lock) copy.Dispose();
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _reserve.Dispose();
            _ledger.Dispose();
        }
    }

    private LedgerRow[] Rows(long after, int limit, params IReadOnlyList<string> without) =>
        [.. _ledger.After(after, limit, without)
            .Concat(_reserve.Rows.Where(row => row.Sequence > after && !without.Contains(row.Kind))).Take(limit)];

    private IReadOnlyList<JournalEntry> Composed(Func<string, IReadOnlyList<JournalEntry>> compose)
    {
        try
        {
            var entries = compose(Head);
            EntryCheck.Pass(entries, _limits, Find);
            return entries;
        }
        catch (StorageException e)
        {
            // The reserve is no way out: a key that is in the file already would be written a second time.
            (_durable, _lastError) = (false, e.Message);
            throw new JournalUnavailableException(e.Message, e);
        }
    }

    private List<LedgerRow> Chained(IReadOnlyList<JournalEntry> entries, bool prune) =>
        new RecordDraft(_head, LastSequence, _time.GetUtcNow()).Rows(entries, prune ? _limits.BulkyKinds : []);

    private void WriteToFile(List<LedgerRow> rows, IReadOnlyList<LedgerRow> pruned)
    {
        LedgerRow[] all = [.. _reserve.Rows, .. rows];
        try
        {
            _ledger.Append(all, pruned, beforeCommit: () =>
            {
                if (_epochUnwritten) _ledger.Epoch = Epoch;
                if (rows.Count > 0) Failpoint.Process.Pass(Failpoint.AfterWrite);
            });
        }
        catch (StorageException) when (all is [.., var last] && _ledger.Holds(last))
        {
            // A commit may report a fault after it took hold; writing the records elsewhere would write them twice.
        }
        _reserve.Clear();
        (_epochUnwritten, _durable) = (false, true);
    }

    private List<LedgerRow> WriteToReserve(IReadOnlyList<JournalEntry> entries, StorageException reason)
    {
        _lastError = reason.Message;
        var rows = Chained(entries, prune: true);
        try
        {
            _reserve.Add(rows);
            _durable = true;
            return rows;
        }
        catch (StorageException e)
        {
            (_durable, _lastError) = (false, $"{reason.Message} {e.Message}");
            throw new JournalUnavailableException(_lastError, reason);
        }
    }

    private void Advance(List<LedgerRow> rows)
    {
        (_head, LastSequence) = (rows[^1].Hash, rows[^1].Sequence);
        Failpoint.Process.Pass(Failpoint.AfterSync);
        var appended = _appended;
        _appended = NewSignal();
        appended.SetResult();
    }

    private bool TrySaveEpochInReserve()
    {
        try
        {
            _reserve.SaveEpoch(Epoch);
            return true;
        }
        catch (StorageException e)
        {
            _lastError = $"{_lastError} {e.Message}";
            return false;
        }
    }

    private ChannelPosition PositionOf(string channel)
    {
        if (_positions.Find(channel) is null) _positions.Set(new ChannelPosition(channel, LastSequence, []));
        return _positions.Find(channel)!;
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
