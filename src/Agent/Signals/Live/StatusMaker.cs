using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Signals.Live;

/// <summary>Tells what is known of a service's signals. Called under the state's lock.</summary>
internal sealed class StatusMaker(ServiceState state)
{
    /// <summary>By name.</summary>
    public IReadOnlyList<SignalStatus> Make() =>
        [.. state.Tracks.Values.OrderBy(track => track.Name, StringComparer.Ordinal).Select(Of)];

    private SignalStatus Of(SignalTrack track)
    {
        var ring = track.Treated;
        var points = new PointColumn(ring, (ring.Start, ring.End), state.Masks, []);
        var (good, last) = (0, -1);
        for (var i = 0; i < points.Count; i++)
        {
            var (seen, masked) = points.SeenAt(i);
            if (seen) last = i;
            if (seen && !masked) good++;
        }

        return new()
        {
            Service = state.Plan.Service,
            Environment = state.Plan.Environment,
            Signal = track.Name,
            Kind = track.Kind,
            Unit = track.Unit,
            Source = track.Source,
            Quality = Discovery.SignalQuality.Of(track.Name, track.Kind),
            HistoryPoints = good,
            Problem = track.Problem,
            Last = last < 0 ? null : Level(track.Kind, points[last]),
            LastAt = last < 0 ? null : state.Grid.StartOf(ring.Start + last + 1),
        };
    }

    private double? Level(SignalKind kind, Snapshots.Point point) => kind switch
    {
        SignalKind.Rate => point.Value / state.Grid.Interval.TotalSeconds,
        SignalKind.Ratio or SignalKind.Latency =>
            point.Total > 0 && !double.IsNaN(point.Value) ? point.Value / point.Total : null,
        _ => point.Value,
    };
}
