using Bellwether.Agent.Signals;
using Bellwether.Agent.Signals.Live;
using Bellwether.Contracts.Signals;
using Bellwether.Probes;

namespace Bellwether.Agent.Tests.Signals;

public sealed class RememberingTests
{
    private readonly ShopPage _page = new() { Version = "1" };

    [Fact]
    public void A_restarted_agent_knows_the_points_of_before()
    {
        using var shop = Running(20);
        var t0 = shop.Now - TimeSpan.FromSeconds(5);
        shop.Wait(2);
        var before = Described(shop, t0);
        shop.Restart();
        shop.Wait(10);

        Assert.Equal(before, Described(shop, t0));
    }

    [Fact]
    public void What_was_not_flushed_is_all_that_a_killed_agent_loses()
    {
        using var shop = Running(20);
        var t0 = shop.Now - TimeSpan.FromSeconds(15);
        shop.Wait(0.2);
        shop.Restart(flush: false);

        var requests = shop.Snapshot(t0).Signals["app.requests"].After;
        Assert.True(requests.Points.Count(point => point.Seen) >= 15 - LiveLimits.FlushEvery.TotalSeconds - 1);
    }

    [Fact]
    public void The_first_page_after_a_restart_of_the_agent_is_no_jump()
    {
        using var shop = Running(5);
        shop.Wait(2).Restart();
        shop.Scrape($"{_page.Ask("/", times: 1000)}");
        Run(shop, 2);

        Assert.DoesNotContain("100", shop.Points("app.requests"), StringComparison.Ordinal);
        Assert.EndsWith(" 2 2", shop.Points("app.requests"), StringComparison.Ordinal);
    }

    [Fact]
    public void Looks_of_the_last_hour_and_restarts_come_back()
    {
        using var shop = new WatchedService();
        shop.Host(new() { ProcessId = 1, Alive = true });
        shop.Wait(1).Take("home", "blue", TargetGroup.Treated, Look.Bad("refused"));
        shop.Wait(1).Host(new() { ProcessId = 2, Alive = true });
        shop.Wait(2);
        shop.Restart();

        var signals = shop.Snapshot().Signals;
        var look = Assert.Single(signals["home.up"].LooksBefore);
        Assert.Equal((Reachability.Bad, true, "blue"), (look.Reachability, look.Refused, look.Instance));
        shop.Wait(4);
        Assert.Equal(1, shop.Snapshot(shop.Now.AddSeconds(-8), shop.Now
            .AddSeconds(-1)).Signals["box.restarts"].CountBefore);
    }

    [Fact]
    public void A_version_that_came_while_the_agent_was_away_is_a_sign_of_its_first_look()
    {
        using var shop = Running(3);
        shop.Wait(2).Restart();
        _page.Restart(shop.Now.ToUnixTimeSeconds() + 5);
        _page.Version = "2";
        shop.Wait(10).Scrape($"{_page.Ask("/")}");

        var signs = shop.Book.SignsSince(WatchedService.Name, DateTimeOffset.MinValue);
        Assert.Equal([SignKind.ProcessStart, SignKind.Version], signs.Select(sign => sign.Kind));
        Assert.All(signs, sign => Assert.Equal((shop.Now, "2", "1"), (sign.At, sign.Version, sign.PreviousVersion)));
    }

    [Fact]
    public void Points_may_be_wider_than_what_is_stored_but_not_narrower()
    {
        using var shop = Running(60);
        shop.Wait(2).Restart(interval: TimeSpan.FromSeconds(15));
        Assert.Contains("30", shop.Points("app.requests"), StringComparison.Ordinal);
        shop.Restart(interval: TimeSpan.FromSeconds(15));
        Run(shop, 60);
        shop.Wait(20).Restart(interval: TimeSpan.FromSeconds(5));
        Assert.DoesNotContain("30", shop.Points("app.requests"), StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_carry_instance_version_and_control()
    {
        using var shop = Running(3);
        shop.Scrape($"{_page}", "old", TargetGroup.Control);
        shop.Wait(2).Book.Flush();

        var rows = shop.History.Read(WatchedService.Name, "test", "app.up", DateTimeOffset.MinValue, shop.Now);
        Assert.Equal([("blue", false), ("old", true)], rows.Select(row => (row.Instance, row.Control)).Distinct());
        Assert.All(rows, row => Assert.Equal(("1", SignalKind.State, 1), (row.Version, row.Kind, row.Good)));
    }

    private static string Described(WatchedService shop, DateTimeOffset t0) =>
        string.Join('\n', shop.Snapshot(t0).Signals.Values
        .Where(signal => signal.Kind is not SignalKind.State)
        .OrderBy(signal => signal.Name)
        .Select(signal => $"{signal.Name} {string.Join(',', signal.Bounds)} {signal.Before.Start:o}: "
            + $"{WatchedService.Words(signal, signal.Before.Points)} | "
            + WatchedService.Words(signal, signal.After.Points).TrimEnd(' ', '-')));

    private WatchedService Running(int looks)
    {
        var shop = new WatchedService();
        shop.Scrape($"{_page.Ask("/")}");
        Run(shop, looks);
        return shop;
    }

    private void Run(WatchedService shop, int looks)
    {
        for (var i = 0; i < looks; i++) shop.Wait(1).Scrape($"{_page.Ask("/", times: 2)}");
    }
}
