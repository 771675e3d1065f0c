using Bellwether.Agent.Storage.Ledger;

namespace Bellwether.Agent.Journal;

/// <summary>Chooses the bulky bodies to give up, some at a time, oldest first.</summary>
internal sealed class JournalPruning(LedgerFile ledger, JournalLimits limits, DateTimeOffset now)
{
    private const int Batch = 32;
    private const double RoomAfterPruning = 0.9;

    private readonly Dictionary<string, long> _looked = [];

    /// <summary>Records without their body, which is to be given up next; empty when enough was.</summary>
    public IReadOnlyList<LedgerRow> Next(Func<string, bool> closed)
    {
        foreach (var kind in limits.BulkyKinds)
        {
            while (ledger.BodySizes(kind, _looked.GetValueOrDefault(kind), Batch) is { Count: > 0 } candidates)
            {
                _looked[kind] = candidates[^1].Sequence;
                if (Choose(candidates, closed) is { Count: > 0 } chosen) return chosen;
            }
        }
        return [];
    }

    private List<LedgerRow> Choose(IReadOnlyList<BodySize> candidates, Func<string, bool> closed)
    {
        var chosen = new List<LedgerRow>();
        var tooMuch = ledger.UsedBytes - (long)(limits.MaxBytes * RoomAfterPruning);
        foreach (var candidate in candidates)
        {
            var old = candidate.AtTicks < (now - limits.KeepBulky).UtcTicks;
            var forRoom = tooMuch > 0 && (candidate.Deployment is not { } id || closed(id));
            if (!old && !forRoom) continue;
            chosen.Add(ledger.At(candidate.Sequence)!.Pruned());
            tooMuch -= candidate.Bytes;
        }
        return chosen;
    }
}
