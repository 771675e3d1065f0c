using Bellwether.Agent.Baselines;
using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Testing.Kill;
using Bellwether.Testing.Recording;

namespace Bellwether.Benchmarks.Recording.Evaluation;

/// <summary>A fault put into the points after t0.</summary>
/// <param name="Words">What it is.</param>
/// <param name="Signal">Where it shows; null for no fault.</param>
/// <param name="Make">The errors and the latency after t0 with the fault in them, from those without.</param>
internal sealed record InjectedFault(string Words, string? Signal, FaultMaker Make)
{
    private const double MoreErrors = 0.03, SlowTimes = 3, SlowQuantile = 0.95;

    public static InjectedFault None { get; } = new("none", null, (_, after, _) => after);

    public static IReadOnlyList<InjectedFault> All { get; } =
    [
        new("3 % of requests fail in addition", ServiceHistory.Errors, Failing),
        new("three times as many slow requests", ServiceHistory.Latency, Slow),
    ];

    private static (PointSeries, PointSeries) Failing(
        PointSeries latencyBefore, (PointSeries Errors, PointSeries Latency) after, Dice dice) =>
        (after.Errors with
        {
            Points =
            [
                .. after.Errors.Points.Select(point =>
                    point with { Value = point.Value + Some(point.Total - point.Value, MoreErrors, dice) }),
            ],
        }, after.Latency);

    /// <remarks>Slow is what the baseline's slowest twentieth was, as the judge has it.</remarks>
    private static (PointSeries, PointSeries) Slow(
        PointSeries latencyBefore, (PointSeries Errors, PointSeries Latency) after, Dice dice)
    {
        if (SlowBound.Choose(latencyBefore, RecordedSecond.Bounds, SlowQuantile) is not { } slow) return after;
        var share = slow.Exceeding[slow.Index];
        var moved = Math.Min(1, (SlowTimes - 1) * share / (1 - share));
        return (after.Errors, after.Latency with
        {
            Points = [.. after.Latency.Points.Select(point => point with { Buckets = Slower(point.Buckets!) })],
        });

        double[] Slower(IReadOnlyList<double> buckets)
        {
            double[] changed = [.. buckets];
            for (var i = 0; i <= slow.Index; i++)
            {
                var some = Some(changed[i], moved, dice);
                changed[i] -= some;
                changed[slow.Index + 1] += some;
            }

            return changed;
        }
    }

    /// <summary>How many of so many meet with something of that probability.</summary>
    private static double Some(double of, double probability, Dice dice)
    {
        var some = 0;
        for (var i = 0; i < of; i++)
            if (dice.Share() < probability) some++;
        return some;
    }
}
