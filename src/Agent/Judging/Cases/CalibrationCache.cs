using Bellwether.Agent.Baselines.Placebos;
using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent.Judging.Cases;

/// <summary>What was learned for the cases before, which often ask about the same moment.</summary>
/// <remarks>Owned by the caller, for one thread. A calibration depends on its key alone, so that an answer never
/// depends on the cache.</remarks>
internal sealed class CalibrationCache
{
    /// <summary>Calibrations kept at most; one takes some 60 kB.</summary>
    public const int Most = 256;

    private readonly Dictionary<Key, Calibration?> known = [];
    private SeriesDefinition? series;

    /// <summary>What is known, else what is learned now; null where the history says too little.</summary>
    public Calibration? Get(SeriesDefinition of, Key key, Func<Calibration?> learn)
    {
        // One series at a time: a cache must not keep a history alive that was replaced.
        if (!ReferenceEquals(of, series)) known.Clear();
        series = of;
        if (known.TryGetValue(key, out var calibration)) return calibration;
        if (known.Count >= Most) known.Clear();
        return known[key] = learn();
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
