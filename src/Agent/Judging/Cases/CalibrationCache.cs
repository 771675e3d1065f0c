using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Bellwether.Agent.Baselines.Placebos;
using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent.Judging.Cases;

/// <summary>What was learned for the cases before, which often ask about the same moment.</summary>
/// <remarks>Owned by the caller; safe for concurrent use. A calibration depends on its key alone, so that an answer never
/// depends on the cache. It keeps no history alive: of a series it remembers only that it was this one.</remarks>
internal sealed class CalibrationCache
{
    /// <summary>Calibrations kept at most; one takes some 60 kB.</summary>
    public const int Most = 512;

    private readonly ConditionalWeakTable<SeriesDefinition, object> identities = [];
    private readonly ConcurrentDictionary<(object Series, Key Key), Lazy<Calibration?>> known = new();
    private readonly ConcurrentQueue<(object Series, Key Key)> oldest = new();

    /// <summary>Learns it now unless it is known, or is being learned for somebody else.</summary>
    public void Prepare(SeriesDefinition of, Key key, Func<Calibration?> learn) => Find(of, key, learn, wait: false);

    /// <summary>What is known, else what is learned now; null where the history says too little.</summary>
    public Calibration? Get(SeriesDefinition of, Key key, Func<Calibration?> learn) => Find(of, key, learn, wait: true);

    private Calibration? Find(SeriesDefinition of, Key key, Func<Calibration?> learn, bool wait)
    {
        var place = (identities.GetValue(of, _ => new()), key);
        var fresh = new Lazy<Calibration?>(learn);
        var found = known.GetOrAdd(place, fresh);
        if (!ReferenceEquals(found, fresh)) return wait ? found.Value : null;
        oldest.Enqueue(place);
        if (known.Count > Most && oldest.TryDequeue(out var gone)) known.TryRemove(gone, out _);
        return fresh.Value;
    }

    /// <summary>All that a calibration depends on beside its series.</summary>
    /// <param name="Signal">Its name.</param>
    /// <param name="From">Index of the history's first point.</param>
    /// <param name="At">Index after its last one.</param>
    /// <param name="Direction">Which way is bad.</param>
    /// <param name="WarmUp">Points of the warm-up.</param>
    /// <param name="Window">Points of the window.</param>
    public readonly record struct Key(string Signal, int From, int At, Direction Direction, int WarmUp, int Window);
}
