using Bellwether.Agent.Baselines.Placebos;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Judging;
using Bellwether.Agent.Judging.Placebos;

namespace Bellwether.Agent.Tests.Judging.Placebos;

public sealed class PlaceboWatchTests
{
    private const int Day = 1440;
    private const int Window = 40;
    private static readonly PlaceboPlan Plan =
        new() { WarmUp = 5, Window = Window, Looks = LookSchedule.Of(5, Window), Seed = 1 };

    [Fact]
    public void A_step_is_found_at_the_first_look_and_called_by_its_size()
    {
        var seen = Examine(Noise(seed: 2), (_, x) => x * 2)!;
        Assert.Equal(7, seen.CrossedAt);
        Assert.InRange(seen.Change / seen.Scale, 0.8, 1.2);
        Assert.InRange(1.0, seen.Low / seen.Scale - 0.1, seen.High / seen.Scale + 0.1);
        Assert.Equal(0, seen.Exceeded);
    }

    [Fact]
    public void A_healthy_one_is_bounded_and_not_called()
    {
        var seen = Examine(Noise(seed: 2), (_, x) => x)!;
        Assert.Null(seen.CrossedAt);
        Assert.Equal(Window, seen.Look);
        Assert.InRange(seen.High / seen.Scale, 0, 0.2);
        Assert.True(seen.Detectable / seen.Scale is > 0.05 and < 0.5, $"{seen.Detectable / seen.Scale}");
    }

    [Fact]
    public void One_wild_point_never_calls_even_where_it_is_carried_over_a_hole() => Assert.Null(
        Examine(Noise(seed: 2), (i, x) => i == 5 ? 1e6 : i is > 5 and < 11 ? double.NaN : x)!.CrossedAt);

    [Fact]
    public void A_change_below_what_is_allowed_never_calls() => Assert.Null(
        Examine(Noise(seed: 2, noise: 0.001), (_, x) => x * 1.05)!.CrossedAt);

    [Fact]
    public void Without_points_there_is_no_finding() =>
        Assert.Null(Examine(Noise(seed: 2), (i, x) => i < 6 ? x : double.NaN)?.CrossedAt);

    [Fact]
    public void A_fall_counts_where_down_is_bad_and_where_either_is()
    {
        var down = Examine(Noise(seed: 2), (_, x) => x / 2, Direction.Decrease)!;
        var either = Examine(Noise(seed: 2), (_, x) => x / 2, Direction.Either)!;
        var up = Examine(Noise(seed: 2), (_, x) => x / 2)!;
        Assert.Equal((7, 7, null), (down.CrossedAt, either.CrossedAt, up.CrossedAt));
        Assert.True(down.Change < 0);
        Assert.True(down.Low < down.High);
    }

    [Fact]
    public void A_warm_up_of_a_watch_is_not_looked_at() =>
        Assert.Null(Examine(Noise(seed: 2), (i, x) => i < 5 ? x * 3 : x)!.CrossedAt);

    [Fact]
    public void What_all_signals_do_together_is_no_more_excused_than_it_is_usual()
    {
        var dice = new Dice(4);
        var (own, along) = (new double[5 * Day], new double[5 * Day]);
        double load = 0;
        for (var i = 0; i < own.Length; i++)
        {
            load = 0.97 * load + dice.Normal();
            (own[i], along[i]) = (100 + load + dice.Normal(), 100 + load + dice.Normal());
        }

        const int at = 5 * Day - Window;
        var learned = Calibrator.Learn([Of(own, at, Direction.Increase), Of(along, at, Direction.Increase)], Plan);
        PlaceboFinding Judge(double factor)
        {
            var questions = new[] { own, along }.Select((levels, i) => Ask(learned[i]!, levels, at)
                with
            { Observed = levels[at..].Select(x => x * factor).ToArray() }).ToArray();
            return PlaceboWatch.Examine(questions[0] with { Together = questions })!;
        }

        Assert.InRange(Judge(1).High / Judge(1).Scale, 0, 0.1);
        Assert.True(Judge(1.6).High / Judge(1.6).Scale > 0.5);
        Assert.NotNull(Judge(1.6).CrossedAt);
    }

    private static PlaceboFinding? Examine(
        double[] levels, Func<int, double, double> change, Direction direction = Direction.Increase)
    {
        var at = levels.Length - Window;
        var learned = Calibrator.Learn(Of(levels, at, direction), Plan)!;
        return PlaceboWatch.Examine(Ask(learned, levels, at)
            with
        { Observed = levels[at..].Select((x, i) => change(i, x)).ToArray() });
    }

    private static LevelHistory Of(double[] levels, int at, Direction direction) =>
        new() { Levels = levels.AsMemory(0, at), Interval = TimeSpan.FromMinutes(1), Direction = direction };

    private static PlaceboQuestion Ask(Calibration learned, double[] levels, int at) => new()
    {
        Calibration = learned,
        Before = levels.AsMemory(at - Statistics.BasePoints, Statistics.BasePoints),
        Observed = levels.AsMemory(at),
        Needed = Math.Log(20),
    };

    private static double[] Noise(ulong seed, double noise = 5)
    {
        var dice = new Dice(seed);
        return [.. Enumerable.Range(0, 3 * Day + Window).Select(_ => 100 + noise * dice.Normal())];
    }
}
