using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Judging;
using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Contracts.Signals;
using static Bellwether.Agent.Tests.Judging.Story;

namespace Bellwether.Agent.Tests.Judging;

/// <summary>Watches of all sorts, one a seed: healthy and faulty, busy and idle, whole and full of holes.</summary>
internal static class Cases
{
    private static readonly double[] Hostile =
    [
        double.NaN, double.PositiveInfinity, double.NegativeInfinity, -1, 1e300, -1e300, double.MaxValue,
            double.Epsilon, 0,
    ];

    /// <summary>A whole watch of 30 points; rules of every kind.</summary>
    public static WatchCase Of(int seed)
    {
        var dice = new Dice((ulong)seed);
        var requests = Pick(dice, 0, 1, 20, 100, 500, 1000, 1000, 1000);
        var (was, now) = (Pick(dice, 0, 0.001, 0.05), Pick(dice, 1, 1, 1, 1, 30, 1.3));
        var missing = Pick(dice, 0, 0, 0, 0, 0.1, 0.5);
        Point Errors(bool isNew) => dice.Uniform() < (isNew ? missing : 0) ? default
            : Pair(dice.Binomial((int)requests, Math.Min(1, was * (isNew ? now : 1) + (isNew && now > 1.5 ? 0.02 : 0))),
                requests);
        Point Slow(bool isNew)
        {
            var slow = dice.Binomial((int)requests, 0.06 * (isNew ? Math.Min(now, 8) : 1));
            return dice.Uniform() < (isNew ? missing : 0) ? default : Buckets(requests - slow, slow, 0);
        }

        var (sickLook, level) = (Pick(dice, 0, 0, 0, 0.05, 0.5), Pick(dice, 1, 1, 1, 1, 3));
        string Letters(int count) => string.Concat(Enumerable.Range(0, count).Select(_ =>
            dice.Uniform() < missing ? 'm' : dice.Uniform() < sickLook ? 'b' : 'g'));
        var old = (int)Pick(dice, 30, 75, 100, 200);
        IEnumerable<Point> Many(int count, Func<Point> make) => [.. Enumerable.Range(0, count).Select(_ => make())];
        var errors = Ratio(Many(old, () => Errors(false)), Many(30, () => Errors(true)));
        return Watch(30, Rules,
            dice.Uniform() < 0.2 ? errors with { Control = errors.After } : errors,
            Latency(Many(old, () => Slow(false)), Many(30, () => Slow(true)), 0.1, 0.5),
            State(Letters(20), Letters(30)),
            Signal("queue", SignalKind.Gauge, Many(old, () => Level(50 + dice.Normal())),
                Many(30, () => dice.Uniform() < missing ? default : Level(level * (50 + dice.Normal())))));
    }

    public static IReadOnlyList<RulePlan> Rules { get; } =
    [
        Story.Errors, Story.Slow, Up,
        new LimitRulePlan { Name = "queue", Signal = "queue", Max = 100, FailAfter = new(3, 5) },
        new BurnRateRulePlan { Name = "budget", Signal = "app.errors", Objective = 0.99 },
        new AbsentRulePlan { Name = "gone", Signal = "queue", For = TimeSpan.FromMinutes(2) },
        new CompareRulePlan { Name = "queue-change", Signal = "queue", Direction = Direction.Either },
    ];

    /// <summary>The same watch with numbers that no healthy target sends, in a share of its points.</summary>
    public static WatchCase WithHostileNumbers(WatchCase asked, int seed)
    {
        var dice = new Dice((ulong)seed + 77);
        double Some() => Hostile[dice.Next() % (ulong)Hostile.Length];
        Point Spoil(Point point) => dice.Uniform() < 0.5 ? point : point with
        {
            Value = Some(),
            Total = Some(),
            Buckets = dice.Uniform() < 0.1 ? []
                : point.Buckets?.Select(bucket => dice.Uniform() < 0.5 ? bucket : Some()).ToList(),
        };
        return asked.WithSignals(signal => signal with
        {
            Before = signal.Before with { Points = [.. signal.Before.Points.Select(Spoil)] },
            After = signal.After with { Points = [.. signal.After.Points.Select(Spoil)] },
        });
    }

    public static WatchCase WithSignals(this WatchCase asked, Func<SignalHistory, SignalHistory> change) =>
        asked.With(snapshot => snapshot with
        {
            Signals = snapshot.Signals.ToDictionary(of => of.Key, of => change(of.Value)),
        });

    /// <summary>The same watch with one signal's points since t0 changed.</summary>
    public static WatchCase WithAfter(this WatchCase asked, string name, Func<int, Point, Point> change) =>
        asked.WithSignals(signal => signal.Name != name ? signal : signal with
        {
            After = signal.After with { Points = [.. signal.After.Points.Select((point, i) => change(i, point))] },
        });

    private static double Pick(Dice dice, params double[] of) => of[dice.Next() % (ulong)of.Length];
}
