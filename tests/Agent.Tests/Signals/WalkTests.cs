using Bellwether.Agent.Signals;
using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Agent.Storage.History;
using Bellwether.Contracts.Signals;
using Bellwether.Probes;

namespace Bellwether.Agent.Tests.Signals;

/// <summary>A signal's past, the stored part and what is in memory as one.</summary>
public sealed class WalkTests
{
    private const string Load = "box.saturation.cpu";
    private const int Days = 3;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void Every_stored_point_and_every_one_since_is_gone_over_once_in_order()
    {
        using var shop = Remembering();
        for (var i = 0; i < 5; i++)
        {
            shop.Host(new Sighting { ProcessId = 7, Alive = true }, Reading.Gauge("cpu", 9, "ratio"));
            shop.Wait(60);
        }

        // A point that has just ended may still get what belongs to it.
        shop.Wait(1);
        var (levels, _) = Walk(shop, 14 * 1440);
        var seen = levels.Where(level => !double.IsNaN(level)).ToList();
        // The ring holds a day and a quarter; the rest is read from the history.
        Assert.InRange(seen.Count, Days * 1440 + 4, Days * 1440 + 5);
        Assert.Equal(9, levels[^1]);
        Assert.Equal((float)LevelAt(0), seen[0]);
        Assert.Equal(seen.Take(Days * 1440), Enumerable.Range(0, Days * 1440).Select(i => (double)(float)LevelAt(i)));
    }

    [Fact]
    public void A_restart_changes_none_of_it()
    {
        using var shop = Remembering();
        shop.Host(new Sighting { ProcessId = 7, Alive = true }, Reading.Gauge("cpu", 9.1, "ratio"));
        shop.Wait(61);
        var until = shop.Now;
        var before = Walk(shop, 3000, until).Levels;
        shop.Restart();
        Assert.Equal(before, Walk(shop, 3000, until).Levels);
    }

    [Fact]
    public void It_ends_with_the_last_point_that_was_over_and_goes_back_no_further_than_asked()
    {
        using var shop = Remembering();
        var (levels, end) = Walk(shop, 100, shop.Now.AddHours(-5));
        Assert.All(levels, level => Assert.False(double.IsNaN(level)));
        Assert.Equal(shop.Now.AddHours(-5).AddSeconds(-shop.Now.Second), end);
    }

    [Fact]
    public void Instances_are_added_up_and_those_on_the_old_version_left_out()
    {
        using var shop = Remembering(row => [row, row with { Instance = "other", Sum = 3 * row.Sum, Max = 3 * row.Max },
            row with { Instance = "old", Control = true, Sum = 100 }]);
        var level = Walk(shop, 2 * 1440).Levels[10];
        var at = Days * 1440 - 2 * 1440 + 10;
        Assert.InRange(level, 2 * LevelAt(at - 1) - 0.2, 2 * LevelAt(at + 1) + 0.2);
    }

    [Fact]
    public void Masks_are_told_by_their_places()
    {
        using var shop = Remembering();
        var now = shop.Now;
        shop.Book.SetMasks(WatchedService.Name,
            [new(now.AddHours(-50), now.AddHours(-49)), new(now.AddMinutes(-30), DateTimeOffset.MaxValue)]);
        const int points = 2 * 1440 + 90;
        var walked = shop.Book.Walk(Asked(points, now), Ignore);
        Assert.Equal(2, walked!.Masked.Count);
        Assert.Equal(0, walked.Masked[0].From);
        Assert.Equal(points, walked.Masked[1].To);
    }

    [Fact]
    public void A_signal_that_nobody_knows_and_one_of_states_are_no_walk()
    {
        using var shop = Remembering();
        Assert.Null(shop.Book.Walk(Asked(10, shop.Now) with { Signal = "nobody" }, Ignore));
        shop.Visit();
        shop.Wait(61);
        Assert.Null(shop.Book.Walk(Asked(10, shop.Now) with { Signal = "home.up" }, Ignore));
    }

    private static void Ignore(int index, in Point point, IReadOnlyList<double> bounds)
    {
    }

    private static (double[] Levels, DateTimeOffset End) Walk(
        WatchedService shop, int points, DateTimeOffset? until = null)
    {
        var levels = new double[points];
        Array.Fill(levels, double.NaN);
        var last = -1;
        var walked = shop.Book.Walk(
            Asked(points, until ?? shop.Now),
            (int index, in Point point, IReadOnlyList<double> _) =>
            {
                Assert.True(index > last);
                (last, levels[index]) = (index, point.Value);
            });
        return (levels, walked!.End);
    }

    private static PointWalk Asked(int points, DateTimeOffset until) => new()
    {
        Service = WatchedService.Name,
        Signal = Load,
        Until = until,
        Points = points,
    };

    private static WatchedService Remembering(Func<HistoryRow, IEnumerable<HistoryRow>>? make = null)
    {
        var shop = new WatchedService(Minute);
        var end = shop.Now.ToUnixTimeSeconds() / 60;
        var rows = Enumerable.Range(0, Days * 1440).Select(i => Row(end - Days * 1440 + i, LevelAt(i)));
        shop.History.Append([.. make is null ? rows : rows.SelectMany(make)]);
        shop.Restart();
        return shop;
    }

    private static HistoryRow Row(long minute, double level) => new()
    {
        Service = WatchedService.Name,
        Environment = "test",
        Signal = Load,
        Kind = SignalKind.Gauge,
        Unit = "ratio",
        Instance = "box",
        At = DateTimeOffset.FromUnixTimeSeconds(minute * 60),
        Width = Minute,
        Sum = level,
        Count = 1,
        Min = level,
        Max = level,
    };

    private static double LevelAt(int minute) => 0.3 + 0.1 * Math.Sin(minute * 0.01) + minute * 1e-6;
}
