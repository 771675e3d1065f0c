using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Signals.Live;

/// <summary>Tells what is known of a service's signals. Called under the state's lock.</summary>
/// <param name="state">The service.</param>
/// <param name="now">The moment.</param>
internal sealed class StatusMaker(ServiceState state, DateTimeOffset now)
{
    private const string Up = ".up";

    /// <summary>By name.</summary>
    public IReadOnlyList<SignalStatus> Make() =>
        [.. state.Tracks.Values.OrderBy(track => track.Name, StringComparer.Ordinal)
            .Select(track => track.Kind is SignalKind.State ? OfState(track) : Of(track))];

    private SignalStatus OfState(SignalTrack track)
    {
        var isUp = track.Name.EndsWith(Up, StringComparison.Ordinal);
        IReadOnlyList<InstanceLook> looks = isUp ? LooksAt(track, track.Name[..^Up.Length]) : [];
        return Bare(track) with
        {
            HistoryPoints = 0,
            Looks = looks,
            Last = isUp || track.Looks.LastAt is null ? null
                : track.Looks.RestartsFrom(now - state.Plan.Policy.Window),
            LastAt = looks.Count > 0 ? looks.Max(look => look.At) : track.Looks.LastAt,
        };
    }

    /// <summary>How the last looks ended: those of the agent itself, and those that sidecars told of.</summary>
    private IReadOnlyList<InstanceLook> LooksAt(SignalTrack track, string probe)
    {
        var own = state.Targets.Values.Where(target => target.Probe == probe && target.Standing is not null)
            .Select(target => target.Standing!.Of(target.Instance));
        var told = state.Reporters.Values.Where(reporter => reporter.Up.Contains(track.Name))
            .Select(reporter => reporter.Instance).ToHashSet(StringComparer.Ordinal);
        return [.. own.Concat(track.Looks.LastOf(told)).OrderBy(look => look.Instance, StringComparer.Ordinal)];
    }

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

        return Bare(track) with
        {
            HistoryPoints = good,
            Last = last < 0 ? null : Level(track.Kind, points[last]),
            LastAt = last < 0 ? null : state.Grid.StartOf(ring.Start + last + 1),
        };
    }

    private SignalStatus Bare(SignalTrack track) => new()
    {
        Service = state.Plan.Service,
        Environment = state.Plan.Environment,
        Signal = track.Name,
        Kind = track.Kind,
        Unit = track.Unit,
        Source = track.Source,
        Quality = Discovery.SignalQuality.Of(track.Name, track.Kind),
        HistoryPoints = 0,
        Problem = track.Problem,
    };

    private double? Level(SignalKind kind, Snapshots.Point point) => kind switch
    {
        SignalKind.Rate => point.Value / state.Grid.Interval.TotalSeconds,
        SignalKind.Ratio or SignalKind.Latency =>
            point.Total > 0 && !double.IsNaN(point.Value) ? point.Value / point.Total : null,
        _ => point.Value,
    };
}
