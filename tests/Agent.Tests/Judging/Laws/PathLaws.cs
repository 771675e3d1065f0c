using Bellwether.Agent.Baselines.Placebos;
using Bellwether.Agent.Judging;
using Bellwether.Agent.Judging.Placebos;
using FsCheck;
using FsCheck.Fluent;
using Xunit.Abstractions;

namespace Bellwether.Agent.Tests.Judging.Laws;

/// <summary>The level itself says nothing, only what changes: the paths of <c>rmed</c>, <c>rauc</c> and <c>last5</c>
/// are the same around another level.</summary>
public sealed class PathLaws(ITestOutputHelper output)
{
    private const int At = 420;
    private const int WarmUp = 3;
    private const int Window = 24;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    [Fact]
    public void Shifting_a_signal_never_changes_its_paths()
    {
        var (all, passed, failed) = (0, 0, 0);
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var dice = new Dice((ulong)seed);
            // Every second history is too short for a season: both ways of taking it off.
            var points = seed % 2 == 0 ? At : At / 2;
            var fault = MadeCases.Pick(dice, [1, 1, 1.3, 2]);
            double[] levels = [.. MadeSeries.Noise(dice, points + Window, 100, 4)
                .Select((x, i) => Dividable(x * (i < points ? 1 : fault)))];
            var shift = (double)(long)(dice.Next() % 4096) - 1024;
            double[] moved = [.. levels.Select(x => x + shift)];
            var (one, fails) = Paths(levels);
            var (other, _) = Paths(moved);
            all++;
            if (fails) failed++;
            else passed++;
            return one.Zip(other).All(pair => Near(pair.First, pair.Second));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
        output.WriteLine($"{all} cases: {passed} passed, {failed} failed");
        Assert.True(passed >= 0.3 * all, $"{passed} of {all} passed");
        Assert.True(failed >= 0.3 * all, $"{failed} of {all} failed");
    }

    /// <summary>Deviations by statistic and look, in one row; and whether the watch fails.</summary>
    private static (IReadOnlyList<double> Row, bool Fails) Paths(double[] levels)
    {
        var at = levels.Length - Window;
        var plan = new PlaceboPlan
        {
            WarmUp = WarmUp,
            Window = Window,
            Looks = LookSchedule.Of(WarmUp, Window),
            Seed = 3,
        };
        var calibration = Calibrator.Learn(
            new LevelHistory { Levels = levels.AsMemory(0, at), Interval = Interval }, plan)!;
        var residual = new double[Statistics.BasePoints + Window];
        for (var i = 0; i < residual.Length; i++)
            residual[i] = levels[at - Statistics.BasePoints + i] - calibration.Seasonal[i];
        var path = new StatisticPath(WarmUp, plan.Looks);
        Assert.True(path.Walk(residual, Statistics.BasePoints, calibration.Sides[0].Reach));
        var row = new List<double>();
        foreach (var statistic in new[] { Statistics.Median, Statistics.Rank, Statistics.LastFive })
            for (var look = 0; look < path.Looks; look++)
                row.Add(calibration.Sides[0].Tables[statistic].Deviation(path.Values[statistic][look], look));
        var found = PlaceboWatch.Examine(new()
        {
            Calibration = calibration,
            Before = levels.AsMemory(at - Statistics.BasePoints, Statistics.BasePoints),
            Observed = levels.AsMemory(at),
            Needed = -Math.Log(0.05),
        });
        return (row, found!.CrossedAt is not null);
    }

    /// <summary>A level whose mean over 8 to 15 points, the season's smoothing, is a binary fraction: two residuals
    /// that tie do so around every level. Off this grid a rounding of 1e-13 parts them, and a rank moves by a half.
    /// </summary>
    private static double Dividable(double level)
    {
        // The odd part of the least common multiple of 8 to 15; steps of 0.043.
        const double step = 45_045.0 / (1 << 20);
        return Math.Round(level / step) * step;
    }

    private static bool Near(double one, double other) =>
        Math.Abs(one - other) <= 1e-6 * Math.Max(1, Math.Abs(one));
}
