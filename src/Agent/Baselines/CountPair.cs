using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Baselines;

/// <summary>Bad ones of all, in one point or over many. The default value is a missing one.</summary>
internal readonly record struct CountPair
{
    /// <summary>Above this a count is no count any more: doubles stop telling neighbours apart.</summary>
    public const double Largest = 1e15;

    private CountPair(double bad, double total) => (Seen, Bad, Total) = (true, bad, total);

    /// <summary>False where there was no data.</summary>
    public bool Seen { get; }

    /// <summary>0 to <see cref="Total"/>.</summary>
    public double Bad { get; }

    /// <summary>0 to <see cref="Largest"/>.</summary>
    public double Total { get; }

    /// <summary>Share of the bad ones, 0 to 1; NaN where there were none at all.</summary>
    public double Ratio => Total > 0 ? Bad / Total : double.NaN;

    /// <summary>A pair; missing where the numbers cannot be counts (negative, not finite, more bad than all).</summary>
    public static CountPair Of(double bad, double total) =>
        bad >= 0 && total <= Largest && bad <= total ? new(bad, total) : default;

    /// <summary>Errors of requests, as a ratio's point holds them.</summary>
    public static CountPair OfRatio(in Point point) => point.Seen ? Of(point.Value, point.Total) : default;

    /// <summary>Requests slower than one of the bounds of a latency's point.</summary>
    public static CountPair OfLatency(in Point point, int bound)
    {
        if (!point.Seen || point.Buckets is null) return default;
        var buckets = Contiguous.Of(point.Buckets);
        if (bound + 1 >= buckets.Length) return default;
        double slow = 0, all = 0;
        for (var i = 0; i < buckets.Length; i++)
        {
            if (!(buckets[i] >= 0)) return default;
            all += buckets[i];
            if (i > bound) slow += buckets[i];
        }

        return Of(slow, all);
    }

    /// <summary>The pair of a point of a signal that counts; <paramref name="bound"/> is read for latency
    /// alone.</summary>
    public static CountPair Of(in Point point, SignalKind kind, int bound) =>
        kind == SignalKind.Ratio ? OfRatio(in point) : OfLatency(in point, bound);

    public CountPair Plus(CountPair other) =>
        !other.Seen ? this : !Seen ? other : Of(Bad + other.Bad, Total + other.Total);

    /// <summary>Counts worth that much less: how intervals take over-dispersion in.</summary>
    public CountPair Over(double dispersion) => Seen ? Of(Bad / dispersion, Total / dispersion) : default;
}
