using Bellwether.Agent.Signals.Snapshots;

namespace Bellwether.Agent.Signals.Live;

/// <summary>What lies before t0 of one watch, cut once: it does not change any more.</summary>
internal sealed class KeptBefore(SnapshotRequest request, MaskedCells masks)
{
    /// <summary>By signal.</summary>
    public Dictionary<string, Stretch> Points { get; } = new(StringComparer.Ordinal);

    /// <summary>By signal.</summary>
    public Dictionary<string, IReadOnlyList<LookMark>> Looks { get; } = new(StringComparer.Ordinal);

    public bool IsFor(SnapshotRequest other, MaskedCells current) =>
        request.AnnouncedAt == other.AnnouncedAt && request.T0 == other.T0 && request.History == other.History
        && ReferenceEquals(masks, current);
}
