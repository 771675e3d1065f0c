using Bellwether.Agent.Baselines;
using Bellwether.Agent.Rehearsing;
using Bellwether.Agent.Tables;
using Bellwether.Agent.Tests.Judging;
using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Tests.Rehearsing;

/// <summary>Small histories by arithmetic: points of five minutes, so that days are cheap.</summary>
internal static class Tables
{
    public const int Day = 288;

    public static DateTimeOffset Start { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A calm level, one that bursts, errors of requests, and a latency in buckets.</summary>
    public static PointTable Of(int points, ulong seed = 1) => new()
    {
        Grid = new(Start, TimeSpan.FromMinutes(5), points),
        Signals =
        [
            Level("cpu", points, seed, noise: 0.05),
            Level("queue", points, seed + 1, noise: 0.4),
            Errors(points, seed + 2),
            Latency(points, seed + 3),
        ],
    };

    public static TableSignal Level(string name, int points, ulong seed, double noise)
    {
        var dice = new Dice(seed);
        var levels = new double[points];
        for (var i = 0; i < points; i++)
            levels[i] = 10 * (1 + 0.2 * Math.Sin(2 * Math.PI * i / Day)) * Math.Exp(noise * dice.Normal());
        return new() { Name = name, Kind = SignalKind.Gauge, Unit = "", Levels = levels };
    }

    public static TableSignal Errors(int points, ulong seed, double share = 0.002)
    {
        var dice = new Dice(seed);
        var pairs = new CountPair[points];
        for (var i = 0; i < points; i++) pairs[i] = CountPair.Of(dice.Binomial(300, share), 300);
        return new() { Name = "app.errors", Kind = SignalKind.Ratio, Unit = "ratio", Pairs = pairs };
    }

    public static TableSignal Latency(int points, ulong seed)
    {
        var dice = new Dice(seed);
        var buckets = new double[]?[points];
        for (var i = 0; i < points; i++)
        {
            var slow = dice.Binomial(300, 0.06);
            var slower = dice.Binomial(slow, 0.2);
            buckets[i] = [300 - slow, slow - slower, slower];
        }

        var sums = new double[points];
        Array.Fill(sums, double.NaN);
        return new()
        {
            Name = "app.latency",
            Kind = SignalKind.Latency,
            Unit = "seconds",
            Bounds = [0.1, 1],
            Buckets = buckets,
            Sums = sums,
        };
    }

    /// <summary>The same until an index, another level from there on.</summary>
    public static PointTable Changed(this PointTable table, int from, double factor) => table with
    {
        Signals = [.. table.Signals.Select(signal => signal with
        {
            Levels = [.. signal.Levels.Select((level, i) => i < from ? level : level * factor)],
        })],
    };

    public static RehearsedRules Rules(PointTable table, params string[] critical) => new RuleWishes
    {
        Critical = critical.ToHashSet(StringComparer.Ordinal),
        WarmUp = TimeSpan.FromMinutes(10),
        Window = TimeSpan.FromMinutes(100),
    }.Of(table);

    public static RehearsalPlan Plan(int deployments, int seed = 1) =>
        new() { Source = "small.csv", Deployments = deployments, Seed = seed };
}
