using System.ComponentModel.DataAnnotations;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Signals;
using Bellwether.Agent.Storage.History;
using Bellwether.Agent.Tests.Storage;
using Bellwether.Contracts.Signals;
using Bellwether.Probes;
using Bellwether.Tests;

namespace Bellwether.Agent.Tests.Signals;

/// <summary>A kind of probe says itself what its readings are.</summary>
public sealed class KindSignalsTests : IDisposable
{
    private static readonly ProbeSignal[] OfDatabase =
    [
        new() { Name = "deadlocks", Kind = SignalKind.Rate, Reading = "deadlocks", Unit = "per-second" },
        new() { Name = "connections", Kind = SignalKind.Gauge, Reading = "connections", Unit = "ratio",
            Rule = new() { Name = "connections", Max = 0.9 } },
        new()
        {
            Name = "rollbacks",
            Kind = SignalKind.Ratio,
            Reading = "transactions",
            Unit = "ratio",
            Bad = new Dictionary<string, string> { ["outcome"] = "rollback" },
            Counts = "transactions",
            Did = "were rolled back",
            Rule = new() { Name = "rollbacks", Tolerate = 0.02 },
        },
    ];

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new();
    private readonly HistoryStore _history;

    public KindSignalsTests() => _history = HistoryStore.Open(_folder.Path, _time);

    [Fact]
    public void Totals_are_counted_from_look_to_look_and_begin_again_after_a_reset()
    {
        using var book = Book(isOfService: false);
        foreach (var total in new[] { 10, 15, 3, 4 }) Take(book, Total("deadlocks", total));
        Assert.Equal("5 - 1", Points(book, "db.deadlocks"));
    }

    [Fact]
    public void Another_server_behind_the_same_name_is_counted_from_what_it_has()
    {
        using var book = Book(isOfService: false);
        foreach (var (start, total) in new[] { (1_000, 10), (1_000, 15), (500, 2_000_000), (500, 2_000_001) })
            Take(book, [.. Total("deadlocks", total), Reading.Gauge("process_start_time_seconds", start, "seconds")]);
        Assert.Equal("5 - 1", Points(book, "db.deadlocks"));
    }

    [Fact]
    public void Levels_and_ratios_are_told_by_what_the_kind_says()
    {
        using var book = Book(isOfService: false);
        Take(book, [.. Transactions(100, 1), Reading.Gauge("connections", 0.5, "ratio")]);
        Take(book, [.. Transactions(190, 11), Reading.Gauge("connections", 0.7, "ratio")]);
        Assert.Equal("0.5 0.7", Points(book, "db.connections"));
        Assert.Equal("10/100", Points(book, "db.rollbacks"));
    }

    [Fact]
    public void Totals_of_a_server_that_was_there_before_are_counted_from_when_they_are_first_seen()
    {
        using var book = Book(isOfService: false);
        Take(book, [Reading.Gauge("connections", 0.5, "ratio")]);
        Take(book, [.. Transactions(1_000_000, 50_000)]);
        Take(book, [.. Transactions(1_000_090, 50_010), new("transactions", 7_000, new(
            "transactions", MetricType.Counter, null), new(new KeyValuePair<string, string>("outcome", "other")))]);
        Assert.Equal("10/100", Points(book, "db.rollbacks"));
    }

    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 0)]
    public void What_a_store_counts_for_the_service_may_be_our_own_requests(bool reachesTarget, double perSecond)
    {
        var (db, home) = (Probe(isOfService: false), Probe(isOfService: true));
        using var book = Book(db with { Kind = db.Kind with { ReachesTarget = reachesTarget } },
            home with { Name = "home", Kind = home.Kind with { Signals = _ => [] } });
        var began = _time.GetUtcNow();
        for (var i = 0; i < 120; i++)
        {
            Take(book, [.. Transactions(i, 0), .. Total("deadlocks", i)]);
            book.Take(new("shop", "home", "one", null, _time.GetUtcNow(), TimeSpan.FromMilliseconds(1), Look.Good() with
            {
                Sent = [.. Enumerable.Repeat(new SentRequest("http://shop:80", "/", 200, TimeSpan.Zero), 2)],
            }));
        }

        var signals = book.Snapshot(new() { Service = "shop", AnnouncedAt = began, T0 = began }).Signals;
        Assert.Equal(perSecond, signals["db.rollbacks"].OwnPerSecond, 1);
        Assert.Equal(0, signals["db.deadlocks"].OwnPerSecond);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public void What_counts_without_saying_who_asked_may_be_our_own_requests(bool mayHoldOurs, double perSecond)
    {
        using var book = Book(isOfService: true);
        var began = _time.GetUtcNow();
        for (var i = 0; i < 120; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            book.Take(new("shop", "db", "one", null, _time.GetUtcNow(), TimeSpan.FromMilliseconds(1),
                Look.Good([.. Transactions(i, 0)]) with
                {
                    MayHoldOurs = mayHoldOurs,
                    Sent = [new SentRequest("http://shop:80", "/", 200, TimeSpan.Zero)],
                }));
        }

        var signals = book.Snapshot(new() { Service = "shop", AnnouncedAt = began, T0 = began }).Signals;
        Assert.Equal(perSecond, signals["db.rollbacks"].OwnPerSecond, 1);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public void Another_process_is_a_sign_only_where_the_probe_looks_at_the_service_itself(bool isOfService, int signs)
    {
        using var book = Book(isOfService);
        var began = _time.GetUtcNow();
        Take(book, Total("deadlocks", 10), new() { ProcessId = 7 });
        Take(book, Total("deadlocks", 2), new() { ProcessId = 8 });
        Assert.Equal(signs, book.SignsSince("shop", began).Count);
    }

    [Fact]
    public void Where_they_come_from_and_what_they_count_is_said_in_words()
    {
        using var book = Book(isOfService: false);
        Take(book, [.. Transactions(100, 1)]);
        Take(book, [.. Transactions(190, 11)]);
        Assert.Equal("transactions, outcome rollback of all, told by the database probe db",
            book.Describe("shop").Single(status => status.Signal == "db.rollbacks").Source);
        var history = book.Snapshot(new() { Service = "shop", AnnouncedAt = _time.GetUtcNow() }).Signals;
        Assert.Equal(("transactions", "were rolled back"),
            (history["db.rollbacks"].Words!.Counts, history["db.rollbacks"].Words!.Did));
    }

    [Fact]
    public void Its_rules_are_made_of_the_signals_of_the_probe()
    {
        var rules = ProbeSignals.RulesOf(Probe(isOfService: false)).ToList();
        var limit = Assert.IsType<LimitRulePlan>(rules[0]);
        Assert.Equal(("db-connections", "db.connections", 0.9, new KOfN(3, 5)),
            (limit.Name, limit.Signal, limit.Max, limit.FailAfter));
        var compare = Assert.IsType<CompareRulePlan>(rules[1]);
        Assert.Equal(("db-rollbacks", 0.02, true), (compare.Name, compare.Tolerate, compare.TolerateIsDifference));
    }

    public void Dispose()
    {
        _history.Dispose();
        _folder.Dispose();
    }

    private static ProbePlan Probe(bool isOfService) =>
        new("db", ProbeKind.Of<EverySecond>("database", (_, _) => []) with
        {
            Signals = _ => OfDatabase,
            IsOfService = isOfService,
        }, new EverySecond());

    private static IReadOnlyList<Reading> Total(string name, double value) =>
        [Reading.Counter(name, value, "deadlocks")];

    private static IEnumerable<Reading> Transactions(double good, double bad)
    {
        var family = new MetricFamily("transactions", MetricType.Counter, null);
        yield return new("transactions", good, family, new(new KeyValuePair<string, string>("outcome", "commit")));
        yield return new("transactions", bad, family, new(new KeyValuePair<string, string>("outcome", "rollback")));
    }

    private SignalBook Book(bool isOfService) => Book(Probe(isOfService));

    private SignalBook Book(params ProbePlan[] probes) => new([new WatchPlan
    {
        Service = "shop",
        Environment = "test",
        Mode = Mode.Gate,
        Digest = "sha256:0",
        Policy = new() { Interval = TimeSpan.FromSeconds(1) },
        Probes = probes,
    }], _history, _time);

    private void Take(SignalBook book, IReadOnlyList<Reading> readings, Sighting? seen = null)
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        var look = Look.Good(readings) with { Sighting = seen };
        book.Take(new("shop", "db", "one", null, _time.GetUtcNow(), TimeSpan.FromMilliseconds(1), look));
    }

    private string Points(SignalBook book, string signal)
    {
        _time.Advance(TimeSpan.FromSeconds(1.6));
        var history = book.Snapshot(new() { Service = "shop", AnnouncedAt = _time.GetUtcNow() }).Signals[signal];
        return WatchedService.Words(history, history.Before.Points).TrimEnd(' ', '-');
    }

    private sealed class EverySecond : IProbeOptions
    {
        public TimeSpan Every => TimeSpan.FromSeconds(1);

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => [];
    }
}
