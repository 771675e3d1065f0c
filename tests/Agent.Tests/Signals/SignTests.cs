using Bellwether.Agent.Signals;
using Bellwether.Probes;

namespace Bellwether.Agent.Tests.Signals;

public sealed class SignTests
{
    private readonly ShopPage _page = new() { Version = "1" };

    [Fact]
    public void Another_process_id_is_a_sign_and_told_once()
    {
        using var shop = new WatchedService();
        shop.Host(new() { ProcessId = 10, Alive = true });
        shop.Wait(1).Host(new() { ProcessId = null, Alive = null });
        var before = shop.Wait(1).Now;
        shop.Host(new() { ProcessId = 11, Alive = true });
        shop.Wait(1).Host(new() { ProcessId = 11, Alive = true });

        var sign = Assert.Single(shop.Book.SignsSince(WatchedService.Name, before));
        Assert.Equal((SignKind.ProcessId, "box", before), (sign.Kind, sign.Instance, sign.At));
        Assert.Equal(11, shop.Book.Processes(WatchedService.Name)["box"]);
    }

    [Fact]
    public void Another_start_with_the_same_id_is_a_sign_as_in_a_container()
    {
        using var shop = new WatchedService();
        shop.Host(new() { ProcessId = 1, Alive = true, StartedAt = shop.Now });
        shop.Wait(5).Host(new() { ProcessId = 1, Alive = true, StartedAt = shop.Now.AddSeconds(-5.2) });
        Assert.Empty(shop.Book.SignsSince(WatchedService.Name, DateTimeOffset.MinValue));
        shop.Wait(5).Host(new() { ProcessId = 1, Alive = true, StartedAt = shop.Now });

        Assert.Equal(SignKind.ProcessStart, Assert.Single(shop.Book
            .SignsSince(WatchedService.Name, DateTimeOffset.MinValue)).Kind);
    }

    [Fact]
    public void A_page_tells_a_new_start_and_a_new_version()
    {
        using var shop = new WatchedService();
        shop.Scrape($"{_page.Ask("/")}");
        _page.Restart(1_767_000_100);
        _page.Version = "2";
        shop.Wait(1).Scrape($"{_page}");

        var signs = shop.Book.SignsSince(WatchedService.Name, DateTimeOffset.MinValue);
        Assert.Equal([SignKind.ProcessStart, SignKind.Version], signs.Select(sign => sign.Kind));
        Assert.All(signs, sign => Assert.Equal(("2", "1"), (sign.Version, sign.PreviousVersion)));
        Assert.Equal(["2"], shop.Snapshot().Versions);
    }

    [Fact]
    public void Counters_that_begin_again_are_a_sign_where_the_page_names_no_start()
    {
        using var shop = new WatchedService();
        _page.StartedAt = null;
        shop.Scrape($"{_page.Ask("/", times: 9)}");
        _page.Restart(null);
        shop.Wait(1).Scrape($"{_page.Ask("/")}");

        Assert.Equal(SignKind.CounterReset, Assert.Single(shop.Book
            .SignsSince(WatchedService.Name, DateTimeOffset.MinValue)).Kind);
    }

    [Fact]
    public void Counters_that_fall_in_the_same_process_are_none()
    {
        using var shop = new WatchedService();
        shop.Scrape($"{_page.Ask("/", times: 9)}");
        _page.Restart(_page.StartedAt);
        shop.Wait(1).Scrape($"{_page.Ask("/")}");

        Assert.Empty(shop.Book.SignsSince(WatchedService.Name, DateTimeOffset.MinValue));
    }

    [Fact]
    public void A_version_in_a_header_is_seen_too()
    {
        using var shop = new WatchedService();
        shop.Take("home", "blue", TargetGroup.Treated, Look.Good() with { Sighting = new() { Version = "1" } });
        shop.Take("home", "blue", TargetGroup.Treated, Look.Bad("refused"));
        shop.Take("home", "blue", TargetGroup.Treated, Look.Good() with { Sighting = new() { Version = "2" } });

        Assert.Equal(SignKind.Version, Assert.Single(shop.Book
            .SignsSince(WatchedService.Name, DateTimeOffset.MinValue)).Kind);
    }

    [Fact]
    public void An_instance_that_stays_on_the_old_version_gives_no_sign()
    {
        using var shop = new WatchedService();
        shop.Scrape($"{_page.Ask("/")}", "old", TargetGroup.Control);
        _page.Restart(1_767_000_100);
        shop.Wait(1).Scrape($"{_page}", "old", TargetGroup.Control);

        Assert.Empty(shop.Book.SignsSince(WatchedService.Name, DateTimeOffset.MinValue));
    }

    [Fact]
    public void The_replacement_is_no_restart_and_what_follows_is()
    {
        using var shop = new WatchedService();
        shop.Host(new() { ProcessId = 10, Alive = true });
        var announced = shop.Wait(10).Now;
        shop.Wait(1).Host(new() { ProcessId = 11, Alive = true });
        var t0 = shop.Now;
        Assert.Equal(0, shop.Snapshot(t0, announced).Signals["box.restarts"].Count);
        shop.Wait(1).Host(new() { ProcessId = 12, Alive = true });
        shop.Wait(1).Host(new() { ProcessId = 13, Alive = true });

        Assert.Equal(2, shop.Snapshot(t0, announced).Signals["box.restarts"].Count);
    }

    [Fact]
    public void The_replacement_is_left_out_by_each_probe_for_itself()
    {
        using var shop = new WatchedService();
        shop.Scrape($"{_page.Ask("/")}");
        shop.Host(new() { ProcessId = 10, Alive = true });
        var announced = shop.Wait(1).Now;
        _page.Restart(1_767_000_100);
        shop.Wait(1).Scrape($"{_page}");
        var t0 = shop.Now;
        shop.Wait(0.5).Host(new() { ProcessId = 11, Alive = true });

        var signals = shop.Snapshot(t0, announced).Signals;
        Assert.Equal((0, 0), (signals["box.restarts"].Count, signals["app.restarts"].Count));
    }

    [Fact]
    public void Restarts_before_the_announcement_are_counted_over_as_long_and_masked_ones_are_not()
    {
        using var shop = new WatchedService();
        var id = 1;
        shop.Host(new() { ProcessId = id, Alive = true });
        for (var i = 0; i < 10; i++) shop.Wait(1).Host(new() { ProcessId = ++id, Alive = true });
        var announced = shop.Wait(1).Now;
        shop.Wait(1).Host(new() { ProcessId = ++id, Alive = true });
        var t0 = shop.Now;
        shop.Wait(4);

        Assert.Equal(4, shop.Snapshot(t0, announced).Signals["box.restarts"].CountBefore);
        shop.Book.SetMasks(WatchedService.Name, [new(announced.AddSeconds(-2), announced)]);
        Assert.Equal(2, shop.Snapshot(t0, announced).Signals["box.restarts"].CountBefore);
    }

    [Fact]
    public void What_is_seen_of_processes_since_the_announcement_is_in_the_snapshot()
    {
        using var shop = new WatchedService();
        shop.Host(new() { ProcessId = 10, Alive = true });
        var announced = shop.Wait(1).Now;
        shop.Host(new() { ProcessId = 11, Alive = true });
        shop.Wait(1).Host(new() { ProcessId = 11, Alive = false, ExitCode = 3 });

        Assert.Equal([(11, true, (int?)null), (11, false, 3)],
            shop.Snapshot(null, announced).Processes.Select(mark =>
                (mark.ProcessId!.Value, mark.Alive!.Value, mark.ExitCode)));
    }
}
