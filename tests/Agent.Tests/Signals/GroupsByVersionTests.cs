using Bellwether.Agent.Signals;
using Bellwether.Contracts.Signals;
using Bellwether.Probes;

namespace Bellwether.Agent.Tests.Signals;

public sealed class GroupsByVersionTests : IDisposable
{
    private readonly WatchedService _shop = new();
    private readonly Dictionary<string, ShopPage> _pages = new(StringComparer.Ordinal);
    private double _starts = 1_767_000_000;

    public void Dispose() => _shop.Dispose();

    [Fact]
    public void What_the_file_says_of_a_group_wins_over_the_version()
    {
        Start("a", "1");
        Start("b", "1");
        Seconds(3, group: TargetGroup.Treated, "a", "b");
        Bring("2");
        var t0 = _shop.Now;
        Start("b", "2");
        Seconds(4, group: TargetGroup.Treated, "a", "b");

        Assert.Null(Errors(t0).Control);
        Assert.Equal(20, Errors(t0).After.Points[^1].Total);
        Assert.Equal(["a", "b"], _shop.Snapshot(t0).Instances);
    }

    [Fact]
    public void Before_any_instance_has_the_new_version_nobody_is_control()
    {
        Start("a", "1");
        Start("b", "1");
        Seconds(3, null, "a", "b");
        Bring("2");
        var announced = _shop.Now;
        Seconds(4, null, "a", "b");

        Assert.Null(Errors(announced).Control);
        Assert.Equal(["a", "b"], _shop.Snapshot(announced).Instances);
    }

    [Fact]
    public void An_image_that_is_the_announced_one_is_the_new_version_whatever_its_label_says()
    {
        Start("a", "1");
        Seconds(3, null, "a");
        _shop.Book.Bring(WatchedService.Name, new("2", "sha256:ab", _shop.Now));
        var t0 = _shop.Now;
        _shop.Book.Notice(new()
        {
            Service = WatchedService.Name,
            Probe = "app",
            Instance = "b",
            At = _shop.Now,
            ImageDigest = "sha256:ab",
            Arrived = true,
        });
        Start("b", "1");
        Seconds(4, null, "a", "b");

        Assert.Equal(["b"], _shop.Snapshot(t0).Instances);
        Assert.Equal(["2"], _shop.Snapshot(t0).Versions);
        Assert.Equal(["1"], _shop.Snapshot(t0).OldVersions);
    }

    [Fact]
    public void A_ratio_is_split_and_a_rate_is_not()
    {
        Start("a", "1");
        Start("b", "1");
        Seconds(3, null, "a", "b");
        Bring("2");
        var t0 = _shop.Now;
        Start("b", "2");
        Seconds(6, null, "a", "b");

        var requests = _shop.Snapshot(t0).Signals["app.requests"];
        Assert.Null(requests.Control);
        Assert.Equal(20, requests.After.Points[^1].Value);
        Assert.Equal(10, Errors(t0).After.Points[^1].Total);
        Assert.Equal(10, Errors(t0).Control!.Points[^1].Total);
    }

    [Fact]
    public void The_past_is_everybodys()
    {
        Start("a", "1");
        Start("b", "1");
        Seconds(5, null, "a", "b");
        Bring("2");
        var t0 = _shop.Now;
        Start("b", "2");
        Seconds(4, null, "a", "b");

        Assert.Equal(20, Errors(t0).Before.Points[^1].Total);
    }

    [Fact]
    public void A_host_that_is_silent_since_it_ran_the_old_version_counts_on_both_sides_and_a_pod_on_that_of_its_version()
    {
        Start("host", "1");
        Start("pod", "1");
        Start("new", "1");
        Notice("host", inPlace: true);
        Notice("pod", inPlace: false);
        Seconds(2, null, "host", "pod", "new");
        Bring("2");
        var t0 = _shop.Now;
        Start("new", "2");
        Seconds(1, null, "host", "pod", "new");
        _shop.Wait(1);
        foreach (var name in new[] { "host", "pod" })
            _shop.Book.Take(new(WatchedService.Name, "app", name, null, _shop.Now, TimeSpan.FromMilliseconds(2),
                Look.Bad("refused")));

        var up = _shop.Snapshot(t0).Signals["app.up"];
        Assert.Equal(["new", "host"], up.LooksAfter.Select(look => look.Instance));
        Assert.Equal(["host", "pod"], up.LooksControl!.Where(look => look.Reachability is Reachability.Bad)
            .Select(look => look.Instance));
    }

    [Fact]
    public void When_nothing_is_brought_any_more_all_are_one_group_again()
    {
        Start("a", "1");
        Seconds(2, null, "a");
        Bring("2");
        Start("b", "2");
        Seconds(3, null, "a", "b");
        _shop.Book.Bring(WatchedService.Name, null);
        var later = _shop.Now;
        Seconds(4, null, "a", "b");

        Assert.Equal(20, Errors(later).After.Points[^1].Total);
        Assert.Equal(["a", "b"], _shop.Snapshot(later).Instances);
    }

    private Agent.Signals.Snapshots.SignalHistory Errors(DateTimeOffset t0)
    {
        _shop.Wait(1.6);
        var errors = _shop.Snapshot(t0).Signals["app.errors"];
        Assert.Equal(SignalKind.Ratio, errors.Kind);
        return errors;
    }

    private void Bring(string version) =>
        _shop.Book.Bring(WatchedService.Name, new NewVersion(version, null, _shop.Now));

    private void Start(string name, string version) =>
        _pages[name] = new() { Version = version, StartedAt = _starts += 100 };

    private void Notice(string name, bool inPlace) => _shop.Book.Notice(new()
    {
        Service = WatchedService.Name,
        Probe = "app",
        Instance = name,
        At = _shop.Now,
        InPlace = inPlace,
    });

    private void Seconds(int count, TargetGroup? group, params string[] instances)
    {
        for (var i = 0; i < count; i++)
        {
            _shop.Wait(1);
            foreach (var name in instances)
                _shop.Book.Take(new(WatchedService.Name, "app", name, group, _shop.Now, TimeSpan.FromMilliseconds(2),
                    Look.Good(Pages.Read($"{_pages[name].Ask("/", times: 10)}"))));
        }
    }
}
