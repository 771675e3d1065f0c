using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Judging;
using Bellwether.Agent.Judging.Calibrations;
using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Tests.Judging.Calibrations;

/// <summary>Watches at points of a minute of a signal whose past is known.</summary>
internal static class Learned
{
    public static readonly DateTimeOffset T0 = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly double[] Bounds = [0.1, 0.2, 0.5];

    private const int DayPoints = 1440;

    public static PolicyPlan Policy { get; } = new()
    {
        Interval = TimeSpan.FromMinutes(1),
        WarmUp = TimeSpan.FromMinutes(5),
        Window = TimeSpan.FromMinutes(40),
        MinWatch = TimeSpan.FromMinutes(20),
    };

    /// <summary>A watch at its end, with what was learned from so many days.</summary>
    /// <param name="rule">Compares one signal.</param>
    /// <param name="days">History; no more than a day of it lies in the snapshot.</param>
    /// <param name="point">A point by its number after t0 (before it: negative).</param>
    /// <param name="change">The points after t0.</param>
    /// <param name="policy">Times; null: points of a minute.</param>
    public static WatchCase Watch(
        CompareRulePlan rule, double days, Func<int, Point> point, Func<int, Point> change, PolicyPlan? policy = null)
    {
        var times = policy ?? Policy;
        var history = (int)(days * DayPoints);
        var kind = point(0).Buckets is null ? SignalKind.Gauge : SignalKind.Latency;
        var signal = new SignalHistory
        {
            Name = "app.latency".StartsWith(rule.Signal.Split(".p")[0], StringComparison.Ordinal)
                ? "app.latency" : rule.Signal,
            Kind = kind,
            Unit = kind == SignalKind.Latency ? "seconds" : "units",
            Bounds = kind == SignalKind.Latency ? Bounds : [],
            Before = Series(times, -Math.Min(history, DayPoints), 0, point),
            After = Series(times, 0, 40, change),
        };
        var plan = new JudgePlan { Policy = times, Rules = [rule] };
        var snapshot = new WatchSnapshot
        {
            AnnouncedAt = T0,
            T0 = T0,
            Now = T0 + 40 * times.Interval,
            Interval = times.Interval,
            Signals = new Dictionary<string, SignalHistory> { [signal.Name] = signal },
        };
        return new(plan, snapshot, new()) { Calibration = Learn(rule, times, snapshot, history, point) };
    }

    /// <summary>The same case with another signal in it.</summary>
    public static WatchCase Where(this WatchCase asked, Func<SignalHistory, SignalHistory> change)
    {
        var signal = change(asked.Snapshot.Signals.Values.Single());
        return asked with
        {
            Snapshot = asked.Snapshot with
            {
                Signals = new Dictionary<string, SignalHistory> { [signal.Name] = signal },
            },
        };
    }

    public static PointSeries Series(PolicyPlan policy, int from, int to, Func<int, Point> point) => new(
        T0 + from * policy.Interval, policy.Interval, [.. Enumerable.Range(from, to - from).Select(point)]);

    /// <summary>A level with a day's wave and an unrest that never changes.</summary>
    public static double LevelAt(int minute) =>
        100 + 20 * Math.Sin(minute * 2 * Math.PI / DayPoints) + 10 * Unrest(minute);

    public static Point Gauge(double level) => new() { Seen = true, Value = level, Total = 1 };

    /// <summary>A thousand requests, of which a share takes longer than 200 ms.</summary>
    public static Point Requests(double slow) => new()
    {
        Seen = true,
        Value = double.NaN,
        Total = 1000,
        Buckets = [900 - Math.Round(1000 * slow), 100, Math.Round(1000 * slow), 0],
    };

    /// <summary>Between −0.5 and 0.5.</summary>
    public static double Unrest(int minute)
    {
        var mixed = ((ulong)(minute + 1_000_000) + 1) * 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (mixed >> 11) / (double)(1UL << 53) - 0.5;
    }

    private static DeploymentCalibration Learn(
        CompareRulePlan rule, PolicyPlan policy, WatchSnapshot snapshot, int history, Func<int, Point> point)
    {
        var learning = Learning.Begin(rule, policy, snapshot)!;
        var room = CalibrationLimits.PointsAt(policy.Interval);
        for (var minute = -Math.Min(history, room); minute < 0; minute++)
            learning.Take(room + minute, point(minute), snapshot.Signals.Values.Single().Bounds);
        return new() { End = T0, Interval = policy.Interval, Rules = Learning.Done([learning], [], seed: 7) };
    }
}
