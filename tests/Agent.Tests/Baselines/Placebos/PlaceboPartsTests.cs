using Bellwether.Agent.Baselines;
using Bellwether.Agent.Baselines.Placebos;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Judging;
using Bellwether.Agent.Tests.Judging;

namespace Bellwether.Agent.Tests.Baselines.Placebos;

public sealed class PlaceboPartsTests
{
    private const int Day = 1440;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void Holes_of_five_points_are_filled_and_longer_ones_stay_open_from_the_sixth()
    {
        double[] levels = [1, double.NaN, double.NaN, double.PositiveInfinity, double.NaN, double.NaN, double.NaN, 2];
        Assert.Equal([1, 1, 1, 1, 1, 1, double.NaN, 2], CarriedForward.Of(levels));
        Assert.Equal([double.NaN, 3], CarriedForward.Of([double.NaN, 3]));
    }

    [Fact]
    public void The_season_is_what_earlier_days_had_at_the_same_time()
    {
        var levels = new double[4 * Day];
        for (var i = 0; i < levels.Length; i++) levels[i] = 10 + i % Day / 100;
        var seasonal = SeasonalLevel.Of(levels, Minute, ahead: 60);
        Assert.Equal(4 * Day + 60, seasonal.Length);
        Assert.True(double.IsNaN(seasonal[Day - 1]));
        // In the middle of a step the smoothed level is the level.
        Assert.Equal(13, seasonal[3 * Day + 350], 9);
        Assert.Equal(10, seasonal[4 * Day + 50], 9);
    }

    [Fact]
    public void Under_1_3_days_there_is_no_season() =>
        Assert.All(SeasonalLevel.Of(new double[1871], Minute, 10), level => Assert.Equal(0, level));

    [Fact]
    public void A_sliding_window_knows_its_quantiles_as_a_sorted_one_does()
    {
        var dice = new Dice(3);
        var values = new double[400];
        for (var i = 0; i < values.Length; i++) values[i] = i % 17 == 0 ? double.NaN : Math.Round(dice.Normal(), 1);
        var window = new OrderStatistics(values);
        for (var end = 0; end < values.Length; end++)
        {
            window.Add(end);
            if (end >= 100) window.Remove(end - 100);
            var inside = values[Math.Max(0, end - 99)..(end + 1)].Where(double.IsFinite).Order().ToArray();
            Assert.Equal(inside.Length, window.Count);
            Assert.Equal(Ascending.Quantile(inside, 0.99), window.Quantile(0.99), 12);
            Assert.Equal(Ascending.Quantile(inside, 0.5), window.Quantile(0.5), 12);
        }
    }

    [Fact]
    public void Means_leave_out_what_is_missing()
    {
        var means = new Means([1, double.NaN, 3, 8]);
        Assert.Equal(4, means.Of(-5, 10));
        Assert.Equal(3, means.Of(1, 3));
        Assert.True(double.IsNaN(means.Of(1, 2)));
    }

    [Fact]
    public void The_statistics_of_a_step_are_those_of_a_hand()
    {
        var levels = new double[100];
        for (var i = 0; i < 60; i++) levels[i] = i % 2;
        for (var i = 60; i < levels.Length; i++) levels[i] = 3 + i % 2;
        var path = new StatisticPath(warmUp: 2, looks: [6, 10]);
        Assert.True(path.Walk(levels, 60, new(0.5, 0.5)));
        Assert.Equal(2, path.Looks);
        Assert.Equal(0.5, path.Middle);
        Assert.Equal(3, path.Values[Statistics.Median][0]);
        Assert.Equal(1, path.Values[Statistics.Rank][0]);
        Assert.Equal(3, path.Values[Statistics.LastFive][0]);
        // Four points after the warm-up have no fifth largest; of eight it is the fifth.
        Assert.True(double.IsNaN(path.Values[Statistics.Envelope][0]));
        Assert.Equal((3 - 0.5) / 0.5, path.Values[Statistics.Envelope][1]);
    }

    [Fact]
    public void Half_of_the_equal_points_lie_below()
    {
        var path = new StatisticPath(warmUp: 0, looks: [2]);
        Assert.True(path.Walk(new double[62], 60, new(0, 1)));
        Assert.Equal(0.5, path.Values[Statistics.Rank][0]);
    }

    [Fact]
    public void Below_the_edge_the_tail_is_a_rank_and_above_it_grows_slower_than_it_would_in_a_sample()
    {
        var tail = Tail.Of([.. Enumerable.Range(0, 1001).Select(i => i / 100.0)], shape: 0.1);
        Assert.Equal(9, tail.Edge, 9);
        Assert.Equal(-Math.Log(501 / 1001.0), tail.Nats(5), 9);
        Assert.Equal(Math.Log(10) + Math.Log(1 + 0.1 * 2) / 0.1, tail.Nats(9 + 2 * tail.Excess), 9);
        Assert.Equal(9 + 2 * tail.Excess, tail.DeviationAt(tail.Nats(9 + 2 * tail.Excess)), 9);
        Assert.Equal(0, tail.Exceeding(11));
        Assert.Equal(1, tail.Exceeding(10));
    }

    [Fact]
    public void A_short_history_makes_the_tail_heavier()
    {
        Assert.Equal(0.05 + 5 / 18.0 + 0.25 / 0.5, Tail.ShapeOf(18, 0.5), 12);
        Assert.True(Tail.ShapeOf(336, 14) < 0.1);
    }

    [Fact]
    public void Placebo_times_are_the_same_for_the_same_seed_and_keep_no_stride()
    {
        var plan = new PlaceboPlan { WarmUp = 5, Window = 60, Looks = LookSchedule.Of(5, 60), Seed = 7 };
        var times = PlaceboTimes.Draw(1500, 20160, 20160, plan);
        Assert.Equal(times, PlaceboTimes.Draw(1500, 20160, 20160, plan));
        Assert.NotEqual(times, PlaceboTimes.Draw(1500, 20160, 20160, plan with { Seed = 8 }));
        Assert.Equal(PlaceboTimes.Most, times.Length);
        Assert.InRange(times[0], 1500, 1700);
        Assert.InRange(times[^1], 19900, 20100);
        Assert.True(times.Select(at => at % 60).Distinct().Count() > 55);
        // A history of just enough points uses all of them.
        Assert.Equal(Enumerable.Range(60, 41), PlaceboTimes.Draw(60, 160, 20160, plan));
        Assert.Empty(PlaceboTimes.Draw(60, 100, 20160, plan));
    }

    [Fact]
    public void The_generator_has_the_sequence_of_its_authors()
    {
        // The first outputs of SplitMix64 from the state 1234567.
        ulong state = 1234567;
        Assert.Equal(6457827717110365317UL, PlaceboTimes.Next(ref state));
        Assert.Equal(3203168211198807973UL, PlaceboTimes.Next(ref state));
    }

    [Fact]
    public void A_ridge_finds_what_made_the_values_and_leaves_the_rest()
    {
        var dice = new Dice(5);
        const int rows = 500;
        var (features, values) = (new double[rows * 3], new double[rows]);
        for (var row = 0; row < rows; row++)
        {
            for (var f = 0; f < 3; f++) features[row * 3 + f] = dice.Normal();
            values[row] = 2 + 3 * features[row * 3] - features[row * 3 + 2] + 0.1 * dice.Normal();
        }

        var left = new double[rows];
        var expected = new Ridge(features, 3).Fit(values, 1e-6, left);
        var (all, last) = expected.Of([1, 1, 1], 2);
        Assert.Equal(2 + 3 - 1, all, 0.1);
        Assert.Equal(-1, last, 0.1);
        Assert.InRange(Math.Sqrt(left.Average(x => x * x)), 0.08, 0.12);
    }

    [Fact]
    public void Features_that_are_noise_do_not_make_the_rest_look_small()
    {
        var dice = new Dice(6);
        var (features, values, left) = (new double[60 * 12], new double[60], new double[60]);
        for (var i = 0; i < features.Length; i++) features[i] = dice.Normal();
        for (var i = 0; i < values.Length; i++) values[i] = dice.Normal();
        new Ridge(features, 12).Fit(values, 1e-6, left);
        Assert.True(left.Sum(x => x * x) > values.Sum(x => x * x));
    }

    [Fact]
    public void Under_twelve_hours_nothing_is_learned()
    {
        var plan = new PlaceboPlan { WarmUp = 5, Window = 40, Looks = LookSchedule.Of(5, 40), Seed = 1 };
        Assert.Null(Calibrator.Learn(Past(719), plan));
        var learned = Calibrator.Learn(Past(720), plan)!;
        Assert.False(learned.HasSeason);
        Assert.Equal(0.5, learned.Days, 6);
        Assert.True(Calibrator.Learn(Past(2 * Day), plan)!.HasSeason);
    }

    [Fact]
    public void Masked_windows_are_no_placebos()
    {
        var plan = new PlaceboPlan { WarmUp = 5, Window = 40, Looks = LookSchedule.Of(5, 40), Seed = 1 };
        var all = Calibrator.Learn(Past(Day), plan)!;
        var some = Calibrator.Learn(Past(Day) with { Masked = [new MaskedRange(400, 1200)] }, plan)!;
        Assert.True(some.Placebos < all.Placebos * 0.6, $"{some.Placebos} of {all.Placebos}");
        Assert.Equal((Day - 800) / (double)Day, some.Days, 6);
    }

    [Fact]
    public void A_sibling_that_moves_along_explains_and_one_that_does_not_is_no_harm()
    {
        var dice = new Dice(9);
        var (own, along, other) = (new double[4 * Day], new double[4 * Day], new double[4 * Day]);
        double load = 0, stray = 0;
        for (var i = 0; i < own.Length; i++)
        {
            load = 0.99 * load + dice.Normal();
            stray = 0.99 * stray + dice.Normal();
            (own[i], along[i], other[i]) = (100 + load + dice.Normal(), 50 + load + dice.Normal(), 10 + stray);
        }

        var plan = new PlaceboPlan { WarmUp = 5, Window = 40, Looks = LookSchedule.Of(5, 40), Seed = 1 };
        LevelHistory Of(double[] levels) => new() { Levels = levels, Interval = Minute, Direction = Direction.Either };
        var alone = Calibrator.Learn(Of(own), plan)!;
        var together = Calibrator.Learn([Of(own), Of(along)], plan)[0]!;
        var apart = Calibrator.Learn([Of(own), Of(other)], plan)[0]!;
        Assert.Contains(together.Explanations, part => part.Name == Statistics.ExplainedMedian);
        Assert.Equal([1], together.Siblings);
        Assert.Equal(2, together.Sides.Count);
        double Width(Calibration of) => of.Sides[0].Explained is { } range
            ? range.High[^1] - range.Low[^1] : of.Sides[0].Median.High[^1] - of.Sides[0].Median.Low[^1];
        Assert.True(Width(together) < 0.5 * Width(alone), $"{Width(together)} and {Width(alone)}");
        Assert.True(Width(apart) < 1.1 * Width(alone), $"{Width(apart)} and {Width(alone)}");
    }

    private static LevelHistory Past(int points)
    {
        var dice = new Dice(11);
        return new()
        {
            Levels = Enumerable.Range(0, points).Select(_ => 10 + dice.Normal()).ToArray(),
            Interval = Minute,
        };
    }
}
