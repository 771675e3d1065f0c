using Bellwether.Agent.Baselines;
using Bellwether.Agent.Judging.Rules.Compare;
using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Judging.Calibrations;

/// <summary>Reads the level that a rule is judged by out of old points, whose buckets may have been others.</summary>
internal sealed class LevelReader(Comparison comparison, TimeSpan interval)
{
    private IReadOnlyList<double>? _bounds;
    private int _slow;
    private bool _known;

    /// <summary>NaN where it cannot be told from these buckets.</summary>
    public double Of(in Point point, IReadOnlyList<double> bounds)
    {
        if (comparison.History.Kind != SignalKind.Latency) return comparison.PlaceboLevel(in point, interval);
        if (!ReferenceEquals(bounds, _bounds)) Meet(bounds);
        if (!_known) return double.NaN;
        return comparison.JudgesShare
            ? CountPair.OfLatency(in point, _slow).Ratio
            : comparison.PlaceboLevel(in point, interval);
    }

    private void Meet(IReadOnlyList<double> bounds)
    {
        _bounds = bounds;
        _slow = comparison.JudgesShare ? bounds.ToList().IndexOf(comparison.Slow!.Seconds) : 0;
        _known = comparison.JudgesShare ? _slow >= 0 : bounds.SequenceEqual(comparison.History.Bounds);
    }
}
