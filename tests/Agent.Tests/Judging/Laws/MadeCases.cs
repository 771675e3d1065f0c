using Bellwether.Agent.Baselines;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Judging.Cases;

namespace Bellwether.Agent.Tests.Judging.Laws;

/// <summary>Cases of all sorts, one a seed: pairs, counts, levels with a history, and several of them together; half of
/// them healthy.</summary>
internal static class MadeCases
{
    public const int Window = 24;

    /// <summary>Five-minute points: thirty hours are 360.</summary>
    private const int At = 360;
    private const int Series = 12;
    private static readonly double[] Faults = [0, 0, 0, 0.25, 1, 1, 1];

    /// <summary>Histories are few, so that what is learned of them is learned once.</summary>
    private static readonly SeriesDefinition[] Histories =
        [.. Enumerable.Range(0, Series).Select(i => History((ulong)i))];

    public static CalibrationCache Cache { get; } = new();

    public static CaseQuestion Of(int seed)
    {
        var dice = new Dice((ulong)seed);
        return (dice.Next() % 3) switch
        {
            0 => Pair(dice),
            1 => Counts(dice),
            _ => Levels(dice),
        };
    }

    /// <summary>Without counts, whose size is what they say: for what is about levels.</summary>
    public static CaseQuestion OfLevels(int seed)
    {
        var dice = new Dice((ulong)seed);
        return dice.Next() % 3 == 0 ? Pair(dice) : Levels(dice);
    }

    public static CaseQuestion WithHistory(int seed) => Levels(new((ulong)seed));

    public static CaseQuestion Pair(Dice dice)
    {
        var (points, carry) = (30 + (int)(dice.Next() % 40), dice.Uniform() < 0.7 ? 0 : 0.5);
        var fault = Pick(dice, Faults);
        var baseline = MadeSeries.Autoregression(dice, points, carry, (100, 10));
        return MadePairs.Of(baseline,
            [.. MadeSeries.Autoregression(dice, points, carry, (100, 10)).Select(x => x * (1 + fault))]) with
        {
            Directions = new Dictionary<string, Direction>
            {
                ["value"] = dice.Uniform() < 0.3 ? Direction.Either : Direction.Increase,
            },
        };
    }

    public static CaseQuestion Counts(Dice dice)
    {
        var (requests, share) = ((int)Pick(dice, [100, 300, 1000]), Pick(dice, [0, 0.001, 0.005]));
        var worse = share + 0.05 * Pick(dice, Faults);
        return MadePairs.OfCounts(
            MadePairs.Pairs(dice, 200, requests, share), MadePairs.Pairs(dice, 40, requests, worse)) with
        {
            Tolerate = new Dictionary<string, double> { ["errors"] = 0.01 },
        };
    }

    public static CaseQuestion Levels(Dice dice)
    {
        var series = Histories[dice.Next() % Series];
        var observed = new Dictionary<string, double[]>();
        foreach (var (name, faulty) in new[] { ("cpu", dice.Uniform() < 0.2), ("p99", dice.Uniform() < 0.4) })
        {
            var fault = faulty ? Pick(dice, [0.3, 1, 1]) : 0;
            observed[name] = [.. MadeSeries.Noise(dice, Window, 100, 3).Select((x, i) =>
                Grid(x * (1 + 0.1 * Math.Sin(2 * Math.PI * (At + i) / 288)) * (1 + fault)))];
        }

        return new()
        {
            Series = series,
            At = At,
            Signals = ["cpu", "p99"],
            Observed = observed,
            WarmUpPoints = 3,
            WindowPoints = Window,
            Critical = dice.Uniform() < 0.2 ? new HashSet<string> { "p99" } : [],
        };
    }

    /// <summary>The same case with all levels changed, those of the history too.</summary>
    public static CaseQuestion WithLevels(this CaseQuestion asked, Func<double, double> change) => asked with
    {
        Series = asked.Series is null ? null : asked.Series with
        {
            Signals = asked.Series.Signals.ToDictionary(of => of.Key, of => Array.ConvertAll(of.Value, x => change(x))),
        },
        Observed = asked.Observed.ToDictionary(of => of.Key, of => Array.ConvertAll(of.Value, x => change(x))),
        Baselines = asked.Baselines.ToDictionary(of => of.Key, of => Array.ConvertAll(of.Value, x => change(x))),
    };

    /// <summary>The same case with what was observed changed, signal by signal and point by point.</summary>
    public static CaseQuestion WithObserved(
        this CaseQuestion asked, Func<string, int, double, double> change) => asked with
        {
            Observed = asked.Observed.ToDictionary(
                of => of.Key, of => of.Value.Select((x, i) => change(of.Key, i, x)).ToArray()),
        };

    /// <summary>The same case with the pairs observed changed, point by point.</summary>
    public static CaseQuestion WithPairs(this CaseQuestion asked, Func<int, CountPair, CountPair> change) => asked with
    {
        Counts = asked.Counts.ToDictionary(of => of.Key,
            of => of.Value with { Observed = [.. of.Value.Observed!.Select((pair, i) => change(i, pair))] }),
    };

    public static double Pick(Dice dice, double[] of) => of[dice.Next() % (ulong)of.Length];

    /// <summary>Sixty-fourths: sums of them are exact.</summary>
    public static double Grid(double level) => Math.Round(level * 64) / 64;

    private static SeriesDefinition History(ulong seed)
    {
        var dice = new Dice(seed + 500);
        double[] Wave() => [.. MadeSeries.Noise(dice, At, 100, 3).Select((x, i) =>
            Grid(x * (1 + 0.1 * Math.Sin(2 * Math.PI * i / 288))))];
        return new()
        {
            Name = $"web-{seed}",
            IntervalSeconds = 300,
            Signals = new Dictionary<string, double[]> { ["cpu"] = Wave(), ["p99"] = Wave() },
        };
    }
}
