using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Judging;
using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Contracts.Signals;
using Bellwether.Probes;

namespace Bellwether.Agent.Tests.Judging;

/// <summary>Watches put together by hand: points before and after t0, looks by letters.</summary>
internal static class Story
{
    public static readonly DateTimeOffset T0 = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Points of 15 s, warm-up 5, window 30, promote from 15 on.</summary>
    public static PolicyPlan Policy { get; } = new()
    {
        Interval = TimeSpan.FromSeconds(15),
        WarmUp = TimeSpan.FromSeconds(75),
        Window = TimeSpan.FromSeconds(450),
        MinWatch = TimeSpan.FromSeconds(225),
    };

    public static CompareRulePlan Errors { get; } = new()
    {
        Name = "errors",
        Signal =
            "app.errors",
        Critical = true,
        Allow = 0.5,
        Tolerate = 0.005,
        TolerateIsDifference = true,
    };

    public static CompareRulePlan Slow { get; } = new()
    {
        Name = "slow-requests",
        Signal = "app.latency",
        Critical = true,
        Allow = 0.5,
        Tolerate = 0.5,
    };

    public static HealthRulePlan Up { get; } = new()
    {
        Name = "reachability",
        Signal =
        "home.up",
        FailAfter = new(3, 5)
    };

    public static Point Pair(double bad, double total) => new() { Seen = true, Value = bad, Total = total };

    public static Point Level(double level) => new() { Seen = true, Value = level, Total = 1 };

    public static Point Buckets(params double[] buckets) =>
        new() { Seen = true, Value = double.NaN, Total = buckets.Sum(), Buckets = buckets };

    /// <summary>The same point while a version has yet to prove itself.</summary>
    public static Point Unproven(this Point point) => point with { Masked = true, Unproven = true };

    /// <summary>The same point in an incident that people masked.</summary>
    public static Point SetAside(this Point point) => point with { Masked = true };

    public static IEnumerable<Point> Times(this Point point, int count) => Enumerable.Repeat(point, count);

    /// <summary>A signal by its points; the last one before and the first one after touch t0.</summary>
    public static SignalHistory Signal(
        string name, SignalKind kind, IEnumerable<Point> before, IEnumerable<Point> after, TimeSpan? interval = null)
    {
        var (width, old, young) = (interval ?? Policy.Interval, before.ToList(), after.ToList());
        return new()
        {
            Name = name,
            Kind = kind,
            Unit = kind switch { SignalKind.Ratio => "ratio", SignalKind.Latency => "seconds", _ => "units" },
            Before = new(T0 - old.Count * width, width, old),
            After = new(T0, width, young),
        };
    }

    public static SignalHistory Ratio(
        IEnumerable<Point> before, IEnumerable<Point> after, string name = "app.errors") =>
        Signal(name, SignalKind.Ratio, before, after);

    public static SignalHistory Latency(IEnumerable<Point> before, IEnumerable<Point> after, params double[] bounds) =>
        Signal("app.latency", SignalKind.Latency, before, after) with { Bounds = bounds };

    /// <summary>Looks by letters, 15 s apart: g good, b bad, r refused, m missing, x bad and masked by
    /// people, u bad and v good under an unproven version.</summary>
    public static IReadOnlyList<LookMark> Looks(DateTimeOffset from, string letters, string instance = "one") =>
        [.. letters.Select((letter, i) => new LookMark(from + i * Policy.Interval, instance,
            letter switch { 'g' or 'v' => Reachability.Good, 'm' => Reachability.Missing, _ => Reachability.Bad },
            Refused: letter == 'r', Masked: letter is 'x' or 'u' or 'v') { Unproven = letter is 'u' or 'v' })];

    /// <summary>A state by the letters of its looks; the last before ends just before t0.</summary>
    public static SignalHistory State(string before, string after, string name = "home.up") => new()
    {
        Name = name,
        Kind = SignalKind.State,
        Unit = "looks",
        Before = PointSeries.Empty(Policy.Interval),
        After = PointSeries.Empty(Policy.Interval),
        LooksBefore = Looks(T0 - before.Length * Policy.Interval, before),
        LooksAfter = Looks(T0, after),
    };

    /// <summary>A watch so many points after t0; later points of its signals are cut off.</summary>
    public static WatchCase Watch(int points, IReadOnlyList<RulePlan> rules, params SignalHistory[] signals)
    {
        var now = T0 + points * Policy.Interval;
        return new(new() { Policy = Policy, Rules = rules }, new()
        {
            AnnouncedAt = T0 - TimeSpan.FromSeconds(30),
            T0 = T0,
            Now = now,
            Interval = Policy.Interval,
            Signals = signals.Select(signal => Cut(signal, now)).ToDictionary(signal => signal.Name),
        }, new());
    }

    public static WatchCase With(this WatchCase asked, Func<WatchSnapshot, WatchSnapshot> change) =>
        asked with { Snapshot = change(asked.Snapshot) };

    public static WatchCase With(this WatchCase asked, Circumstances circumstances) =>
        asked with { Circumstances = circumstances };

    private static SignalHistory Cut(SignalHistory signal, DateTimeOffset now) => signal with
    {
        After = signal.After.Until(now),
        Control = signal.Control?.Until(now),
        LooksAfter = [.. signal.LooksAfter.Where(look => look.At < now)],
        LooksControl = signal.LooksControl?.Where(look => look.At < now).ToList(),
    };
}
