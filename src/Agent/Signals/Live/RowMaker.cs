using Bellwether.Agent.Storage.History;
using Bellwether.Contracts.Signals;
using Bellwether.Probes;

namespace Bellwether.Agent.Signals.Live;

/// <summary>Makes the rows of one target's look: what it adds to each signal, in the form that is stored.</summary>
internal sealed class RowMaker(string service, string environment, Grid grid)
{
    public HistoryRow Of(SignalTrack track, Target target, OpenCell cell, Delta delta) => track.Kind switch
    {
        SignalKind.Rate => Empty(track, target, cell) with { Sum = delta.Good + delta.Bad, Count = 1 },
        SignalKind.Ratio => Empty(track, target, cell) with { Bad = delta.Bad, Total = delta.Good + delta.Bad },
        SignalKind.Latency => Empty(track, target, cell) with
        {
            Sum = delta.Sum,
            Count = delta.Buckets.Sum(),
            Bounds = delta.Bounds,
            Buckets = [.. delta.Buckets],
        },
        _ when delta.IsMean => Empty(track, target, cell) with
        {
            Sum = delta.Sum,
            Count = delta.Good,
            Min = delta.Good > 0 ? delta.Sum / delta.Good : 0,
            Max = delta.Good > 0 ? delta.Sum / delta.Good : 0,
        },
        _ => Empty(track, target, cell) with { Sum = delta.Sum, Count = 1, Min = delta.Sum, Max = delta.Sum },
    };

    /// <summary>The row that takes out again what is ours.</summary>
    public HistoryRow Without(SignalTrack track, Target target, OpenCell cell, Delta own)
    {
        var row = Of(track, target, cell, own);
        // What is taken out of a mean leaves the extremes that were seen.
        if (own.IsMean) row = row with { Min = double.PositiveInfinity, Max = double.NegativeInfinity };
        return row with
        {
            Sum = -row.Sum,
            Count = track.Kind is SignalKind.Rate ? 0 : -row.Count,
            Bad = -row.Bad,
            Total = -row.Total,
            Buckets = [.. row.Buckets.Select(count => -count)],
        };
    }

    public HistoryRow Of(SignalTrack track, Target target, OpenCell cell, Look look, int restarts)
    {
        var row = Empty(track, target, cell) with { Restarts = restarts };
        return look.Reachability switch
        {
            Reachability.Good => row with { Good = 1 },
            Reachability.Bad => row with { BadLooks = 1, Refused = Refusals.Is(look) ? 1 : 0 },
            _ => row with { MissingLooks = 1 },
        };
    }

    private HistoryRow Empty(SignalTrack track, Target target, OpenCell cell) => new()
    {
        Service = service,
        Environment = environment,
        Signal = track.Name,
        Kind = track.Kind,
        Unit = track.Unit,
        Instance = target.Instance,
        Control = target.Control,
        At = grid.StartOf(cell.Cell),
        Width = grid.Interval,
        Version = target.Process.LastVersion ?? target.Facts.Told,
    };
}
