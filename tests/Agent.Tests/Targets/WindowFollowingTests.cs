using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Judging;
using Bellwether.Agent.Sampling;
using Bellwether.Agent.Signals;
using Bellwether.Agent.Storage.History;
using Bellwether.Agent.Targets;
using Bellwether.Agent.Tests.Storage;
using Bellwether.Contracts.Verdicts;
using Bellwether.Probes;
using Bellwether.Probes.Dialing;
using Bellwether.Probes.Otlp;
using Bellwether.Probes.Receiving;
using Bellwether.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bellwether.Agent.Tests.Targets;

/// <summary>What a window tells of who took whose place, and what the rules make of it.</summary>
public sealed class WindowFollowingTests : IAsyncLifetime, IDisposable
{
    private static readonly WatchPlan Plan = new()
    {
        Service = "shop",
        Environment = "test",
        Mode = Mode.Gate,
        Digest = "sha256:0",
        Policy = new(),
        Probes = [new("app", ProbeCatalog.Find("otlp")!, new OtlpProbeOptions())],
    };

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new();
    private readonly MadeWindow _window = new();
    private readonly HistoryStore _history;
    private readonly SignalBook _signals;
    private readonly Sampler _sampler;
    private readonly ProbeRoster _roster;
    private readonly WindowFollower _follower;
    private DateTimeOffset _announcedAt;

    public WindowFollowingTests()
    {
        _history = HistoryStore.Open(_folder.Path, _time);
        _signals = new SignalBook([Plan], _history, _time);
        _sampler = new Sampler([], _signals.Take, _time, NullLoggerFactory.Instance);
        _roster = new ProbeRoster(_sampler);
        _follower = new WindowFollower((Plan, Plan.Probes[0], _window),
            new(_roster, _signals, AddressGuard.Standard), _time, () => { });
    }

    public Task InitializeAsync()
    {
        Pass();
        _announcedAt = _time.GetUtcNow();
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => _sampler.DisposeAsync().AsTask();

    public void Dispose()
    {
        _follower.Dispose();
        _roster.Dispose();
        _signals.Dispose();
        _history.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_loop_of_crashes_under_new_ids_is_rolled_back_and_its_first_start_is_the_replacement()
    {
        await StartAsync("a", "host-1");
        await StartAsync("b", "host-1");
        Assert.Equal((Decision.Pending, 1), Judged());
        await StartAsync("c", "host-1");
        Assert.Equal((Decision.Rollback, 2), Judged());
    }

    [Fact]
    public async Task An_instance_that_is_replaced_on_each_of_many_hosts_is_none()
    {
        for (var i = 0; i < 8; i++) await StartAsync($"new-{i}", $"host-{i}");
        Assert.Equal((Decision.Pending, 0), Judged());
    }

    [Fact]
    public async Task A_start_that_was_looked_at_only_after_it_had_sent_counts()
    {
        _signals.Bring("shop", new("2", null, _announcedAt));
        foreach (var start in (string[])["a", "b", "c"])
        {
            Pass();
            _window.Told.Add(new(start, "host-1", _time.GetUtcNow()));
            See(start, "2");
            await _follower.FollowAsync(CancellationToken.None);
        }

        Assert.Equal((Decision.Rollback, 2), Judged());
    }

    [Fact]
    public async Task The_very_first_loop_of_crashes_is_rolled_back_although_no_rule_could_be_made_for_it()
    {
        // Rules are made of the signals that are known when the deployment is announced; failures at once need none.
        See("old", "1");
        var rules = DefaultRules.For(_signals.Describe("shop"), [], []);
        await StartAsync("a", "host-1");
        await StartAsync("b", "host-1");
        await StartAsync("c", "host-1");
        Pass();
        var snapshot = _signals.Snapshot(
            new() { Service = "shop", AnnouncedAt = _announcedAt, T0 = _announcedAt.AddSeconds(1) });
        var judged = Judge.Watch(new(new() { Policy = Plan.Policy, Rules = rules }, snapshot, new()));
        Assert.DoesNotContain(rules, rule => rule is RestartsRulePlan);
        Assert.Equal(Decision.Rollback, judged.Decision);
        Assert.Contains("2 restarts after the replacement", judged.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_loop_of_crashes_of_the_version_before_is_no_matter_of_the_new_one()
    {
        _signals.Bring("shop", new("2", null, _announcedAt));
        See("new", "2");
        foreach (var old in (string[])["a", "b", "c", "d"])
        {
            See(old, "1");
            await StartAsync(old, "host-1");
        }

        Assert.Equal((Decision.Pending, 0), Judged());
    }

    [Fact]
    public async Task A_loop_that_went_on_before_is_not_blamed_on_the_deployment()
    {
        for (var i = 0; i < 8; i++) await StartAsync($"{i}", "host-1");
        Pass();
        _announcedAt = _time.GetUtcNow();
        for (var i = 0; i < 4; i++) await StartAsync($"again-{i}", "host-1");
        Assert.Equal((Decision.Pending, 3), Judged());
    }

    private void See(string instance, string version)
    {
        Pass();
        _signals.Take(new("shop", "app", instance, null, _time.GetUtcNow(), TimeSpan.Zero,
            Look.Good(Reading.Gauge("queue", 1, "jobs")) with { Sighting = new() { Version = version } }));
    }

    private Task StartAsync(string instance, string place)
    {
        Pass();
        _window.Told.Add(new(instance, place, _time.GetUtcNow()));
        return _follower.FollowAsync(CancellationToken.None);
    }

    private (Decision Decision, int Restarts) Judged()
    {
        Pass();
        var rule = new RestartsRulePlan { Name = "restarts", Signal = "app.restarts" };
        var snapshot = _signals.Snapshot(
            new() { Service = "shop", AnnouncedAt = _announcedAt, T0 = _announcedAt.AddSeconds(1) });
        var judged = Judge.Watch(new(new() { Policy = Plan.Policy, Rules = [rule] }, snapshot, new()));
        return (judged.Decision, snapshot.Signals["app.restarts"].Count);
    }

    private void Pass() => _time.Advance(TimeSpan.FromSeconds(20));

    private sealed class MadeWindow : IWindow
    {
        public event Action? Changed
        {
            add { }
            remove { }
        }

        public bool FollowsInstances => true;

        public IReadOnlyList<string> Instances => [];

        public List<Succession> Told { get; } = [];

        public IReadOnlyList<Succession> TakeSuccessions()
        {
            Succession[] told = [.. Told];
            Told.Clear();
            return told;
        }

        public IProbe ProbeOf(string? instance) => throw new InvalidOperationException("nobody sends here");

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
