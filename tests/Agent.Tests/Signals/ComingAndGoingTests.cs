using Bellwether.Agent.Signals;
using Bellwether.Agent.Signals.Live;
using Bellwether.Probes;

namespace Bellwether.Agent.Tests.Signals;

public sealed class ComingAndGoingTests : IDisposable
{
    private readonly WatchedService _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public void A_thousand_pods_one_after_another_leave_no_more_than_the_last_one()
    {
        for (var i = 0; i < 1_000; i++)
        {
            var name = $"pod-{i}";
            Notice(name, "1", arrived: i > 0);
            var page = new ShopPage { Version = "1", StartedAt = 1_767_000_000 + (i * 10) };
            for (var second = 0; second < 2; second++)
            {
                _shop.Wait(1);
                _shop.Book.Take(new(WatchedService.Name, "app", name, null, _shop.Now, TimeSpan.FromMilliseconds(2),
                    Look.Good(Pages.Read($"{page.Ask("/", times: 5)}"))));
            }

            _shop.Book.Forget(WatchedService.Name, name);
        }

        Assert.Empty(_shop.Snapshot().Instances);
        Notice("pod-last", "1", arrived: true);
        _shop.Book.Take(new(WatchedService.Name, "app", "pod-last", null, _shop.Now, TimeSpan.FromMilliseconds(2),
            Look.Good(Pages.Read($"{new ShopPage()}"))));
        Assert.Equal(["pod-last"], _shop.Snapshot().Instances);

        // The service's past is there whole, whoever made it: every second pod-second had five requests.
        var seen = _shop.Snapshot().Signals["app.errors"].Before.Points.Count(point => point.Seen);
        Assert.InRange(seen, 990, 1_010);
    }

    [Fact]
    public void Beyond_the_number_of_names_that_are_remembered_those_that_went_first_are_forgotten()
    {
        for (var i = 0; i < LiveLimits.InstancesRemembered + 10; i++)
        {
            Notice($"pod-{i}", "1", arrived: false);
            _shop.Book.Forget(WatchedService.Name, $"pod-{i}");
        }

        // One that was forgotten is new when it comes again; one that is remembered as gone is, too.
        Notice("stays", "1", arrived: false);
        Notice("pod-0", "2", arrived: true);
        Assert.Single(_shop.Book.SignsSince(WatchedService.Name, DateTimeOffset.MinValue));
    }

    [Fact]
    public void An_instance_that_nobody_looks_at_any_more_is_forgotten_after_a_while()
    {
        _shop.Scrape($"{new ShopPage()}", "blue");
        _shop.Scrape($"{new ShopPage()}", "green");
        _shop.Wait(LiveLimits.SilentFor.TotalSeconds);
        _shop.Scrape($"{new ShopPage()}", "blue");
        _shop.Wait(2);
        _shop.Scrape($"{new ShopPage()}", "blue");
        Assert.Equal(["blue", "green"], _shop.Snapshot().Instances);
        _shop.Wait(LiveLimits.SweepEvery.TotalSeconds + 1);
        _shop.Scrape($"{new ShopPage()}", "blue");

        Assert.Equal(["blue"], _shop.Snapshot().Instances);
    }

    [Fact]
    public void The_looks_that_failed_while_a_pod_was_taken_away_are_taken_out_and_those_before_stay()
    {
        var began = _shop.Now;
        var looks = new[] { Look.Bad("timeout"), Look.Good(), Look.Bad("refused"), Look.Bad("refused") };
        foreach (var look in looks)
        {
            _shop.Wait(1);
            _shop.Book.Take(new(WatchedService.Name, "home", "pod-1", null, _shop.Now, TimeSpan.FromMilliseconds(2),
                look));
        }

        _shop.Book.Forget(WatchedService.Name, "pod-1");
        Assert.Equal([Reachability.Bad, Reachability.Good], _shop.Snapshot(began).Signals["home.up"].LooksAfter
            .Select(look => look.Reachability));
    }

    [Fact]
    public void A_pod_that_names_no_version_is_a_sign_when_it_answers_first()
    {
        Notice("pod-1", null, arrived: false);
        Notice("pod-2", null, arrived: true);
        Assert.Empty(_shop.Book.SignsSince(WatchedService.Name, DateTimeOffset.MinValue));
        _shop.Book.Take(new(WatchedService.Name, "home", "pod-2", null, _shop.Now, TimeSpan.FromMilliseconds(2),
            Look.Bad("refused")));
        Assert.Empty(_shop.Book.SignsSince(WatchedService.Name, DateTimeOffset.MinValue));
        _shop.Wait(1);
        _shop.Book.Take(new(WatchedService.Name, "home", "pod-2", null, _shop.Now, TimeSpan.FromMilliseconds(2),
            Look.Good()));

        var sign = Assert.Single(_shop.Book.SignsSince(WatchedService.Name, DateTimeOffset.MinValue));
        Assert.Equal((SignKind.Instance, "pod-2", null), (sign.Kind, sign.Instance, sign.Version));
    }

    private void Notice(string name, string? version, bool arrived) => _shop.Book.Notice(new()
    {
        Service = WatchedService.Name,
        Probe = "app",
        Instance = name,
        At = _shop.Now,
        Version = version,
        Arrived = arrived,
    });
}
