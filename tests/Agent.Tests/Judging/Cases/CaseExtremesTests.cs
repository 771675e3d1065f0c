using Bellwether.Agent.Baselines;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Judging.Cases;
using Bellwether.Contracts.Verdicts;
using static Bellwether.Agent.Tests.Judging.OfCases.Series;

namespace Bellwether.Agent.Tests.Judging.OfCases;

public sealed class CaseExtremesTests
{
    private static readonly double[] Odd =
    [
        double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e300, -1e300, double.MaxValue, double.MinValue,
        double.Epsilon, -double.Epsilon, 0, -1, 1e-6,
    ];

    [Fact]
    public void Numbers_of_every_kind_never_throw()
    {
        for (ulong seed = 1; seed <= 60; seed++)
        {
            var dice = new Dice(seed);
            double Any(double level, double odd) =>
                dice.Uniform() < odd ? Odd[dice.Next() % (ulong)Odd.Length] : level;
            double[] Levels(int count, double odd) =>
                [.. Wave(count, seed).Select(level => Any(level, odd))];
            CountPair[] Counts(int count, double odd) =>
                [.. Enumerable.Range(0, count)
                    .Select(_ => CountPair.Of(Any(dice.Binomial(100, 0.1), odd), Any(100, odd)))];
            var share = new[] { 0, 0.1, 0.5, 1 }[seed % 4];
            var series = Define(("level", Levels(900, share))) with
            {
                Counts = new Dictionary<string, CountPair[]> { ["err"] = Counts(900, share) },
            };
            var answer = CaseJudge.Judge(new()
            {
                Series = series,
                At = 860,
                Signals = ["level", "err"],
                Directions = new Dictionary<string, Direction> { ["level"] = (Direction)(seed % 3) },
                Critical = Only("level"),
            });
            Assert.NotEqual(Decision.Pending, answer.Decision);
            Assert.NotEmpty(Text(answer));
        }
    }

    [Fact]
    public void Nothing_observed_is_never_a_promote()
    {
        var series = Define(("level", Wave(2000, 1)));
        foreach (var odd in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity })
        {
            var answer = CaseJudge.Judge(Ask(series, 2000, "level") with
            {
                Observed = Seen("level", [.. Enumerable.Repeat(odd, 40)]),
            });
            Assert.Equal((Decision.Inconclusive, Cause.NoData), (answer.Decision, answer.Cause));
        }
    }

    [Theory]
    [InlineData(0, 0, Decision.Promote)]
    [InlineData(0, 1e-6, Decision.Rollback)]
    [InlineData(100, 100, Decision.Promote)]
    [InlineData(100, 100.01, Decision.Promote)]
    [InlineData(1e-6, 2e-6, Decision.Rollback)]
    [InlineData(-100, -50, Decision.Rollback)]
    [InlineData(-100, -100, Decision.Promote)]
    public void Constants_are_judged_by_their_size(double was, double now, Decision decision)
    {
        var series = Define(("level", [.. Enumerable.Repeat(was, 3000)]));
        var answer = CaseJudge.Judge(Ask(series, 3000, "level") with
        {
            Observed = Seen("level", [.. Enumerable.Repeat(now, 40)]),
            Critical = Only("level"),
        });
        Assert.True(decision == answer.Decision, Text(answer));
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 3)]
    [InlineData(5, 7)]
    [InlineData(38, 40)]
    public void The_smallest_window_has_one_look(int warmUp, int window)
    {
        var answer = CaseJudge.Judge(Ask(Define(("level", Wave(3000, 2))), 2900, "level") with
        {
            WarmUpPoints = warmUp,
            WindowPoints = window,
        });
        Assert.Equal(window, answer.AtPoint);
        Assert.Equal(2, answer.Evidence[0].Observed!.Points);
    }
}
