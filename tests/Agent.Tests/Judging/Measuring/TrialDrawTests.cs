using Bellwether.Testing.Judging;

namespace Bellwether.Agent.Tests.Judging.Measuring;

public sealed class TrialDrawTests
{
    private static readonly TrialPlan Plan =
        new() { Count = 50, Window = 60, History = TimeSpan.FromDays(1), Seed = 3 };

    [Fact]
    public void A_trial_is_healthy_in_its_window_and_right_before_it()
    {
        var series = Series(3 * 1440);
        series.MarkSick(2.5 * 86_400, TimeSpan.FromHours(6));
        var trials = TrialDraw.Of([series], Plan);
        Assert.Equal(50, trials.Count);
        Assert.All(trials, trial => Assert.DoesNotContain(true, series.Sick[(trial.At - 60)..(trial.At + 60)]));
    }

    [Fact]
    public void Signals_that_never_move_are_not_judged_and_one_that_moves_gets_the_fault() => Assert.All(
        TrialDraw.Of([Series(3 * 1440)], Plan), trial =>
        {
            Assert.Equal([0, 1], trial.Signals.Order());
            Assert.Equal(0, trial.Signals[trial.Faulty!.Value]);
        });

    [Fact]
    public void The_same_seed_draws_the_same_trials_and_another_one_others()
    {
        var series = Series(3 * 1440);
        int[] Draw(ulong seed) => [.. TrialDraw.Of([series], Plan with { Seed = seed }).Select(trial => trial.At)];
        Assert.Equal(Draw(3), Draw(3));
        Assert.NotEqual(Draw(3), Draw(4));
    }

    [Fact]
    public void A_file_without_the_history_gives_what_it_has_or_nothing_where_all_of_it_is_asked_for()
    {
        var series = Series(1000);
        Assert.All(TrialDraw.Of([series], Plan), trial => Assert.InRange(trial.HistoryPoints, 720, 940));
        Assert.Empty(TrialDraw.Of([series], Plan with { ExactHistory = true }));
    }

    /// <summary>One signal that moves, one that moves around zero, one that does not.</summary>
    private static MeasuredSeries Series(int points)
    {
        var dice = new Dice(9);
        return new()
        {
            Name = "machine-1",
            Interval = TimeSpan.FromMinutes(1),
            Start = 0,
            Signals = ["cpu", "balance", "size"],
            Levels =
            [
                [.. Enumerable.Range(0, points).Select(_ => 10 + dice.Normal())],
                [.. Enumerable.Range(0, points).Select(_ => -10 + dice.Normal())],
                [.. Enumerable.Repeat(4.0, points)],
            ],
            Sick = new bool[points],
        };
    }
}
