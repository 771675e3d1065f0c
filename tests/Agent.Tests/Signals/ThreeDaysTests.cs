using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Judging;
using Bellwether.Agent.Storage.History;
using Bellwether.Contracts.Signals;
using Bellwether.Contracts.Verdicts;
using Bellwether.Probes;

namespace Bellwether.Agent.Tests.Signals;

/// <summary>E5 on a state folder of three days, read as the agent reads it.</summary>
public sealed class ThreeDaysTests
{
    private const string Load = "box.saturation.cpu";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    private static readonly JudgePlan Plan = new()
    {
        Policy = new PolicyPlan
        {
            Interval = Interval,
            WarmUp = TimeSpan.FromSeconds(75),
            Window = TimeSpan.FromSeconds(450),
            MinWatch = TimeSpan.FromSeconds(225),
        },
        Rules = [new CompareRulePlan { Name = "load", Signal = Load }],
    };

    [Theory]
    [InlineData(0, Outcome.Pass)]
    [InlineData(0.5, Outcome.Fail)]
    public void The_fifth_point_beyond_the_last_day_fails(double added, Outcome expected)
    {
        using var shop = Experienced(days: 3);
        var evidence = AfterDeployment(shop, added);
        Assert.Equal(("e5", expected), (evidence.Method, evidence.Outcome));
        Assert.InRange(evidence.Baseline!.Value!.Value, 0.2, 0.4);
        // A day of points of 15 s, less what the agent's own restart cost.
        Assert.InRange(evidence.Baseline.Points, 5750, 5760);
    }

    [Fact]
    public void Less_than_a_day_is_no_day()
    {
        using var shop = Experienced(days: 0.9);
        var evidence = AfterDeployment(shop, 0.5);
        Assert.Equal((Outcome.Inconclusive, Cause.NoBaseline), (evidence.Outcome, evidence.Cause));
    }

    private static Evidence AfterDeployment(WatchedService shop, double added)
    {
        var t0 = shop.Now;
        for (var point = 0; point < 20; point++)
        {
            shop.Wait(7.5);
            shop.Host(
                new Sighting { ProcessId = 7, Alive = true }, Reading.Gauge("cpu", LevelAt(shop.Now) + added, "ratio"));
            shop.Wait(7.5);
        }

        shop.Wait(1);
        var judgement = Judge.Watch(new WatchCase(Plan, shop.Snapshot(t0), new Circumstances()));
        return judgement.Evidence.Single(evidence => evidence.Rule == "load");
    }

    /// <summary>A service whose agent was there for so long, and has just been started again.</summary>
    private static WatchedService Experienced(double days)
    {
        var shop = new WatchedService(Interval);
        var now = shop.Now.ToUnixTimeSeconds() / 15 * 15;
        var first = now - (long)(days * 86_400);
        for (var day = first; day < now; day += 86_400)
            shop.History.Append([.. Rows(day, Math.Min(day + 86_400, now))]);
        shop.Restart();
        shop.Wait(15 - (shop.Now - DateTimeOffset.FromUnixTimeSeconds(now)).TotalSeconds);
        return shop;
    }

    private static IEnumerable<HistoryRow> Rows(long from, long to)
    {
        for (var at = from; at < to; at += 15)
        {
            var start = DateTimeOffset.FromUnixTimeSeconds(at);
            var level = LevelAt(start);
            yield return new()
            {
                Service = WatchedService.Name,
                Environment = "test",
                Signal = Load,
                Kind = SignalKind.Gauge,
                Unit = "ratio",
                Instance = "box",
                At = start,
                Width = Interval,
                Sum = level,
                Count = 1,
                Min = level,
                Max = level,
            };
        }
    }

    /// <summary>A day's wave between 0.2 and 0.4, and some unrest that is the same each time.</summary>
    private static double LevelAt(DateTimeOffset at) =>
        0.3 + 0.08 * Math.Sin(at.ToUnixTimeSeconds() * 2 * Math.PI / 86_400)
        + 0.02 * Math.Sin(at.ToUnixTimeSeconds() * 0.7);
}
