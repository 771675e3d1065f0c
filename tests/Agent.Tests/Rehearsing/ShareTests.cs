using Bellwether.Agent.Rehearsing;
using Bellwether.Agent.Tests.Judging;

namespace Bellwether.Agent.Tests.Rehearsing;

public sealed class ShareTests
{
    [Fact]
    public void Deployments_apart_count_each_for_one()
    {
        var share = Of([.. Enumerable.Range(0, 100).Select(i => (bool?)(i % 10 == 0))], i => i * 40);
        Assert.Equal((10, 100, 100), (share.Count, share.Of, share.Effective));
        // Wilson's interval at 10 of 100.
        Assert.Equal((0.0552, 0.1744), (Math.Round(share.Low, 4), Math.Round(share.High, 4)));
    }

    [Fact]
    public void Deployments_in_one_window_are_one()
    {
        var share = Of([.. Enumerable.Repeat((bool?)false, 40)], i => i);
        Assert.Equal(1, share.Effective);
        Assert.True(share.High > 0.7);
    }

    [Fact]
    public void Hits_that_come_together_are_worth_fewer()
    {
        var apart = Of([.. Enumerable.Range(0, 400).Select(i => (bool?)(i % 20 == 0))], i => i * 40);
        var together = Of([.. Enumerable.Range(0, 400).Select(i => (bool?)(i is >= 100 and < 120))], i => i * 40);
        Assert.True(together.Effective < apart.Effective / 3);
        Assert.True(together.High > apart.High);
    }

    [Fact]
    public void Nothing_counted_is_not_nothing_possible()
    {
        var share = Of([.. Enumerable.Repeat((bool?)false, 300)], i => i * 40);
        Assert.Equal((0, 0.0), (share.Count, share.Low));
        Assert.Equal(0.0126, share.High, 0.0005);
        Assert.Equal((0.0, 1.0), (Of([null], i => i).Low, Of([null], i => i).High));
    }

    [Fact]
    public void The_interval_holds_the_truth_where_windows_overlap()
    {
        // Trouble of ten points at random times; a deployment is hit where its window meets one. 500 of them, drawn
        // from 10 000 points, are far from 500 witnesses.
        const int points = 10_000;
        const int runs = 300;
        var truth = Enumerable.Range(0, 40).Select(seed => HitShare((ulong)seed + 1_000)).Average();
        var held = 0;
        for (var run = 0; run < runs; run++)
        {
            var (troubled, dice) = Troubles((ulong)run);
            var times = Enumerable.Range(0, 500).Select(_ => (int)(dice.Uniform() * (points - 40))).Distinct().Order()
                .ToArray();
            var hits = Array.ConvertAll(times, at => (bool?)Hit(troubled, at));
            var share = Share.Of95(hits, times, 40);
            held += share.Low <= truth && truth <= share.High ? 1 : 0;
        }

        Assert.InRange(held / (double)runs, 0.90, 1);

        static bool Hit(bool[] troubled, int at) => troubled.AsSpan(at, 40).Contains(true);

        static double HitShare(ulong seed)
        {
            var (troubled, _) = Troubles(seed);
            return Enumerable.Range(0, points - 40).Average(at => Hit(troubled, at) ? 1.0 : 0);
        }

        static (bool[], Dice) Troubles(ulong seed)
        {
            var dice = new Dice(seed);
            var troubled = new bool[points];
            for (var i = 0; i < points - 10; i++)
                if (dice.Uniform() < 0.001)
                    Array.Fill(troubled, true, i, 10);
            return (troubled, dice);
        }
    }

    private static Share Of(bool?[] hits, Func<int, int> time) =>
        Share.Of95(hits, [.. Enumerable.Range(0, hits.Length).Select(time)], 40);
}
