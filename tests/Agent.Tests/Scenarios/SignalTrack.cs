using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Agent.Tests.Judging;
using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Tests.Scenarios;

/// <summary>What a scenario says of one signal, look by look.</summary>
internal sealed class SignalTrack(string name, SignalKind kind)
{
    /// <summary>Requests are quick or slower than the first of these.</summary>
    private static readonly double[] Bounds = [0.1, 0.5];

    private readonly List<(DateTimeOffset At, Point Point)> points = [];
    private readonly List<(DateTimeOffset At, Point Point)> control = [];
    private readonly List<LookMark> looks = [];

    public string Name => name;

    public SignalKind Kind => kind;

    public void Add(DateTimeOffset at, Point point, bool isControl) => (isControl ? control : points).Add((at, point));

    public void Add(LookMark look) => looks.Add(look);

    /// <summary>The signal as it is known at a moment.</summary>
    public SignalHistory At(DateTimeOffset now, TimeSpan interval)
    {
        var t0 = Story.T0;
        return new()
        {
            Name = name,
            Kind = kind,
            Unit = kind switch { SignalKind.Ratio => "ratio", SignalKind.Latency => "seconds", _ => "units" },
            Bounds = kind == SignalKind.Latency ? Bounds : [],
            Before = Series(points.Where(of => of.At < t0), interval),
            After = Series(points.Where(of => of.At >= t0 && of.At + interval <= now), interval),
            Control = control.Count == 0 ? null
                : Series(control.Where(of => of.At >= t0 && of.At + interval <= now), interval),
            LooksBefore = [.. looks.Where(look => look.At < t0)],
            LooksAfter = [.. looks.Where(look => look.At >= t0 && look.At < now)],
        };
    }

    private static PointSeries Series(IEnumerable<(DateTimeOffset At, Point Point)> told, TimeSpan interval)
    {
        var all = told.ToList();
        if (all.Count == 0) return PointSeries.Empty(interval);
        var series = new Point[(int)((all[^1].At - all[0].At) / interval) + 1];
        foreach (var (at, point) in all) series[(int)((at - all[0].At) / interval)] = point;
        return new(all[0].At, interval, series);
    }
}
