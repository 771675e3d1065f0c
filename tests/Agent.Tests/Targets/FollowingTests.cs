using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Sockets;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Sampling;
using Bellwether.Agent.Signals;
using Bellwether.Agent.Storage.History;
using Bellwether.Agent.Targets;
using Bellwether.Agent.Targets.Names;
using Bellwether.Agent.Tests.Storage;
using Bellwether.Probes;
using Bellwether.Probes.Dialing;
using Bellwether.Probes.Targets;
using Bellwether.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bellwether.Agent.Tests.Targets;

public sealed class FollowingTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new();
    private readonly List<string> _made = [];
    private readonly ListOfOurs _list = new();
    private HistoryStore _history = null!;
    private SignalBook _signals = null!;
    private Sampler _sampler = null!;
    private ProbeRoster _roster = null!;
    private TargetFollower _follower = null!;
    private WatchPlan _plan = null!;
    private int _disposed;

    public Task InitializeAsync()
    {
        var kind = ProbeKind.Of<FollowingOptions>("scrape", (_, _) => []) with
        {
            MakeFor = (_, _, target) =>
            {
                _ = new UriBuilder("http", target.Host).Uri;
                _made.Add(target.Instance);
                return new Refusing(() => _disposed++);
            },
        };
        _plan = new()
        {
            Service = "shop",
            Environment = "test",
            Mode = Mode.Gate,
            Digest = "sha256:0",
            Policy = new(),
            Probes = [new("app", kind, new FollowingOptions())],
        };
        _history = HistoryStore.Open(_folder.Path, _time);
        _signals = new SignalBook([_plan], _history, _time);
        _sampler = new Sampler([], _signals.Take, _time, NullLoggerFactory.Instance);
        _roster = new ProbeRoster(_sampler);
        _follower = new TargetFollower(new()
        {
            Plan = _plan,
            Probe = _plan.Probes[0],
            By = new(_roster, _signals, AddressGuard.Standard),
            Time = _time,
            Log = NullLogger.Instance,
        }, _list);
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
    public async Task Those_that_stay_keep_their_probe_and_those_that_go_are_disposed()
    {
        await ReadAsync("a", "b");
        await ReadAsync("b", "c");
        Assert.Equal(["a", "b", "c"], _made);
        Assert.Equal(1, _disposed);
    }

    [Fact]
    public async Task A_list_that_cannot_be_had_takes_nobody_away_and_failing_looks_are_missing()
    {
        await ReadAsync("a", "b");
        Assert.Equal(Reachability.Bad, (await LookAsync()).Reachability);
        _list.Trouble = "the resolver is away";
        await ReadAsync();
        Assert.Equal(0, _disposed);
        var look = await LookAsync();
        Assert.Equal((Reachability.Missing, "stale-targets"), (look.Reachability, look.Reason));
        _list.Trouble = null;
        await ReadAsync("a", "b");
        Assert.Equal(Reachability.Bad, (await LookAsync()).Reachability);
    }

    [Fact]
    public async Task A_list_that_is_empty_of_a_sudden_takes_nobody_away()
    {
        await ReadAsync("a");
        await ReadAsync();
        Assert.Equal(0, _disposed);
        Assert.Equal(Reachability.Missing, (await LookAsync()).Reachability);
    }

    [Fact]
    public async Task A_target_that_no_probe_can_be_made_for_is_a_fault_of_the_list()
    {
        await ReadAsync("a");
        _list.Targets = [Target("a"), Target("b") with { Host = "a:b" }];
        await _follower.ReadAsync(CancellationToken.None);
        Assert.True(_follower.IsStale);
        await ReadAsync("a");
        Assert.False(_follower.IsStale);
    }

    [Fact]
    public async Task Of_more_than_the_limit_the_first_by_name_are_looked_at()
    {
        await ReadAsync([.. Enumerable.Range(100, 201).Select(i => $"pod-{i}")]);
        Assert.Equal(200, _made.Count);
        Assert.DoesNotContain("pod-300", _made);
    }

    [Fact]
    public async Task One_that_cannot_be_looked_at_yet_is_known_all_the_same()
    {
        _list.Targets = [Target("a"), Target("b") with { CanBeLookedAt = false, Version = "2" }];
        await _follower.ReadAsync(CancellationToken.None);
        Assert.Equal(["a"], _made);
        _list.Targets = [Target("a"), Target("b") with { Version = "2" }];
        await _follower.ReadAsync(CancellationToken.None);
        Assert.Equal(["a", "b"], _made);
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 3)]
    public async Task Looks_that_failed_since_the_last_list_on_one_that_was_taken_away_are_no_failure(
        bool takenAway, int bad)
    {
        _list.TakesAway = takenAway;
        _list.Targets = [Target("a") with { Version = "1" }, Target("b") with { Version = "2" }];
        var announced = _time.GetUtcNow();
        _signals.Bring("shop", new("2", null, announced));
        await _follower.ReadAsync(CancellationToken.None);
        Take(Look.Good());
        Take(Look.Bad("refused"));
        Take(Look.Bad("refused"));
        await _follower.ReadAsync(CancellationToken.None);
        Take(Look.Bad("refused"));
        await ReadAsync("a");

        var looks = _signals.Snapshot(new() { Service = "shop", AnnouncedAt = announced, T0 = announced })
            .Signals["app.up"].LooksAfter;
        Assert.Equal(bad, looks.Count(look => look.Reachability is Reachability.Bad));
    }

    [Fact]
    public async Task A_name_gives_a_target_for_each_address()
    {
        using var names = new NameTargets(new() { Name = "shop.test", Port = 8080 }, (_, _) => Task.FromResult(
            new[] { IPAddress.Parse("10.0.0.1"), IPAddress.Parse("fd00::1"), IPAddress.Parse("10.0.0.1") }));
        var found = await names.ReadAsync(CancellationToken.None);
        Assert.Equal(["10.0.0.1:8080", "[fd00::1]:8080"], found.Select(target => target.Instance));
    }

    [Fact]
    public async Task A_resolver_that_fails_is_our_trouble()
    {
        using var names = new NameTargets(new() { Name = "shop.test", Port = 8080 },
            (_, _) => Task.FromException<IPAddress[]>(new SocketException((int)SocketError.TryAgain)));
        await Assert.ThrowsAsync<TargetsException>(async () => await names.ReadAsync(CancellationToken.None));
    }

    private async Task ReadAsync(params string[] instances)
    {
        _list.Targets = [.. instances.Select(Target)];
        await _follower.ReadAsync(CancellationToken.None);
    }

    private void Take(Look look)
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        _signals.Take(new("shop", "app", "b", null, _time.GetUtcNow(), TimeSpan.FromMilliseconds(2), look));
        _time.Advance(TimeSpan.FromSeconds(1));
    }

    private static FoundTarget Target(string name) => new() { Instance = name, Host = "127.0.0.1", Port = 1 };

    private async Task<Look> LookAsync()
    {
        var probe = new FollowedProbe(new Refusing(static () => { }), () => _follower.IsStale);
        return await probe.LookAsync(CancellationToken.None);
    }

    private sealed class ListOfOurs : ITargetSource
    {
        public IReadOnlyList<FoundTarget> Targets { get; set; } = [];

        public string? Trouble { get; set; }

        public bool TakesAway { get; set; }

        public bool WasTakenAway(string instance) => TakesAway;

        public ValueTask<IReadOnlyList<FoundTarget>> ReadAsync(CancellationToken stopping) =>
            Trouble is null ? new(Targets) : throw new TargetsException(Trouble);

        public void Dispose()
        {
        }
    }

    private sealed class Refusing(Action disposed) : IProbe
    {
        public ValueTask<Look> LookAsync(CancellationToken stopping) => new(Look.Bad("refused"));

        public ValueTask DisposeAsync()
        {
            disposed();
            return ValueTask.CompletedTask;
        }
    }

    private sealed class FollowingOptions : IFollowingOptions
    {
        public TargetsFromOptions? TargetsFrom { get; } = new() { File = "/unused" };

        public TimeSpan Every => TimeSpan.FromSeconds(5);

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => [];
    }
}
