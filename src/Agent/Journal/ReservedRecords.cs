using Bellwether.Agent.Storage;
using Bellwether.Agent.Storage.Ledger;

namespace Bellwether.Agent.Journal;

/// <summary>Records that are in the reserve and not yet in the journal's file.</summary>
internal sealed class ReservedRecords : IDisposable
{
    private readonly string _folder;
    private readonly int _bytes;
    private readonly List<LedgerRow> _rows = [];
    private ReserveFile? _file;

    private ReservedRecords(string folder, int bytes) => (_folder, _bytes) = (folder, bytes);

    /// <summary>In order; empty while all is well.</summary>
    public IReadOnlyList<LedgerRow> Rows => _rows;

    public long FreeBytes => _file?.FreeBytes ?? 0;

    public long Epoch => _file?.Epoch ?? 0;

    /// <summary>Opens the reserve and takes from it what continues the journal.</summary>
    /// <exception cref="StorageException">It holds records that do not continue this journal.</exception>
    public static ReservedRecords Open(string folder, int bytes, LedgerFile ledger)
    {
        var reserve = new ReservedRecords(folder, bytes);
        reserve.TryTake();
        try
        {
            if (reserve._file is not null) reserve.Load(ledger);
            return reserve;
        }
        catch
        {
            reserve.Dispose();
            throw;
        }
    }

    /// <summary>Takes the room for it where it has none yet, as at a first start on a full disk.</summary>
    public void TryTake()
    {
        try
        {
            _file ??= ReserveFile.Open(_folder, _bytes);
        }
        catch (StorageException)
        {
            // FreeBytes says so, and the next write tries again.
        }
    }

    /// <exception cref="StorageException">There is no reserve, it is full, or the disk refuses.</exception>
    public void Add(IReadOnlyList<LedgerRow> rows)
    {
        Writable.Add(LedgerRowCodec.Encode(rows));
        _rows.AddRange(rows);
    }

    /// <exception cref="StorageException">There is no reserve, or the disk refuses.</exception>
    public void SaveEpoch(long epoch) => Writable.SaveEpoch(epoch);

    /// <summary>They are in the journal's file now.</summary>
    public void Clear()
    {
        if (_rows.Count == 0) return;
        _rows.Clear();
        try
        {
            _file?.Clear();
        }
        catch (StorageException)
        {
            // What stays in the reserve is recognised at the next opening as already in the journal.
        }
    }

    /// <summary>Copies it to another folder; where there is none, there is none.</summary>
    /// <exception cref="StorageException">The copy cannot be written.</exception>
    public void CopyTo(string folder) => _file?.CopyTo(folder);

    public void Dispose() => _file?.Dispose();

    private ReserveFile Writable =>
        _file ?? throw new StorageException(StorageTrouble.Full, $"{ReserveFile.FileName}: there was no room for it.");

    private void Load(LedgerFile ledger)
    {
        var last = ledger.Last();
        var (end, head) = (last?.Sequence ?? 0, last?.Hash ?? RecordChain.Start);
        foreach (var row in _file!.Slots().SelectMany(LedgerRowCodec.Decode))
        {
            var known = row.Sequence <= end && ledger.At(row.Sequence) is { } stored && Same(stored, row);
            var next = row.Sequence == end + 1 && row.Hash.AsSpan().SequenceEqual(RecordChain.Next(head, row));
            if (!known && !next)
                throw new StorageException(StorageTrouble.Damaged,
                    $"{ReserveFile.FileName} holds record {row.Sequence}, which does not continue "
                    + $"{LedgerFile.FileName} (it ends at {end}): "
                    + $"restore the {LedgerFile.FileName} that belongs to it, "
                    + $"or move {ReserveFile.FileName} away.");
            if (!next) continue;
            (end, head) = (row.Sequence, row.Hash);
            _rows.Add(row);
        }
    }

    private static bool Same(LedgerRow one, LedgerRow other) => one.Hash.AsSpan().SequenceEqual(other.Hash);
}
