namespace Bellwether.Agent.Sampling;

/// <summary>Keeps the account of lanes that are gone, by the name of the probe, so that no count ever goes
/// back.</summary>
/// <remarks>Safe for use from several threads. Names of probes come from the configuration, and are few.</remarks>
internal sealed class RetiredLanes
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LaneCount> _counts = new(StringComparer.Ordinal);

    public IReadOnlyList<(string Probe, LaneCount Count)> Counts
    {
        get
        {
            lock (_gate) return [.. _counts.Select(pair => (pair.Key, pair.Value))];
        }
    }

    public void Add(string probe, LaneCount count)
    {
        lock (_gate)
        {
            var before = _counts.GetValueOrDefault(probe);
            _counts[probe] = new LaneCount(
                before.Due + count.Due, before.Done + count.Done, before.Missed + count.Missed,
                before.Failed + count.Failed, before.Overdue + count.Overdue);
        }
    }
}
