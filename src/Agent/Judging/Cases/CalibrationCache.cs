using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Bellwether.Agent.Baselines.Placebos;

namespace Bellwether.Agent.Judging.Cases;

/// <summary>What was learned for the cases before, which often ask about the same moment.</summary>
/// <remarks>Owned by the caller; safe for concurrent use. A calibration depends on its key alone, so that an answer
/// never depends on the cache. It keeps no history alive: of a series it remembers only that it was this
/// one.</remarks>
internal sealed class CalibrationCache
{
    /// <summary>Moments kept at most, however few signals they have.</summary>
    public const int MostMoments = 64;

    /// <summary>Calibrations of single signals kept at most; one takes some 100 kB.</summary>
    public const int MostSignals = 512;

    private readonly ConditionalWeakTable<SeriesDefinition, object> identities = [];
    private readonly ConcurrentDictionary<(object Series, Key Key), Lazy<IReadOnlyList<Calibration?>>> known = new();
    private readonly ConcurrentQueue<(object Series, Key Key)> oldest = new();

    /// <summary>What is known, else what is learned now, in the order of the key's signals; null where the history says
    /// too little.</summary>
    public IReadOnlyList<Calibration?> Get(
        SeriesDefinition of, Key key, Func<IReadOnlyList<Calibration?>> learn)
    {
        var place = (identities.GetValue(of, _ => new()), key);
        var fresh = new Lazy<IReadOnlyList<Calibration?>>(learn);
        var found = known.GetOrAdd(place, fresh);
        if (ReferenceEquals(found, fresh))
        {
            oldest.Enqueue(place);
            var most = Math.Clamp(MostSignals / Math.Max(1, key.Count), 1, MostMoments);
            while (oldest.Count > most && oldest.TryDequeue(out var gone)) known.TryRemove(gone, out _);
        }

        return found.Value;
    }

    /// <summary>All that calibrations depend on beside their series.</summary>
    /// <param name="Signals">Their names, and which way is bad for each, in the order in which they are
    /// learned.</param>
    /// <param name="Count">How many there are.</param>
    /// <param name="From">Index of the history's first point.</param>
    /// <param name="At">Index after its last one.</param>
    /// <param name="WarmUp">Points of the warm-up.</param>
    /// <param name="Window">Points of the window.</param>
    public readonly record struct Key(string Signals, int Count, int From, int At, int WarmUp, int Window);
}
