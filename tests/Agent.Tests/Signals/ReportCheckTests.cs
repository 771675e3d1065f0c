using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Signals;
using Bellwether.Contracts.Points;
using Bellwether.Contracts.Signals;
using Bellwether.Probes;

namespace Bellwether.Agent.Tests.Signals;

public sealed class ReportCheckTests : IDisposable
{
    private readonly WatchedService _home = new();
    private readonly PointsReported _good;

    public ReportCheckTests()
    {
        _home.Wait(60);
        _good = new ReportedService(_home, "pod-1").Second();
    }

    public void Dispose() => _home.Dispose();

    [Fact]
    public void A_good_report_has_no_fault() => Assert.Null(ReportCheck.Fault(_good, Plan(), _home.Now));

    [Fact]
    public void A_service_that_is_not_watched_is_refused() => Assert.Equal(
        ReportFaultKind.NotWatched, ReportCheck.Fault(_good, null, _home.Now)!.Kind);

    [Fact]
    public void Points_of_another_width_are_refused_and_the_right_one_is_told()
    {
        var fault = ReportCheck.Fault(_good with { IntervalSeconds = 5 }, Plan(), _home.Now)!;
        Assert.Equal(ReportFaultKind.OtherInterval, fault.Kind);
        Assert.Contains("points here are 1 s wide", fault.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-16, "behind")]
    [InlineData(16, "ahead of")]
    public void A_clock_that_is_far_off_is_refused_and_told(int seconds, string word)
    {
        var fault = ReportCheck.Fault(_good with { SentAt = _home.Now.AddSeconds(seconds) }, Plan(), _home.Now)!;
        Assert.Equal(ReportFaultKind.OtherClock, fault.Kind);
        Assert.Contains($"16 s {word} this agent's", fault.Text, StringComparison.Ordinal);
        Assert.Null(ReportCheck.Fault(
            _good with { SentAt = _home.Now.AddSeconds(Math.Sign(seconds) * 15) }, Plan(), _home.Now));
    }

    public static TheoryData<string, string> Broken => new()
    {
        { "nan", "a number is missing" },
        { "negative", "a count is negative" },
        { "more-bad-than-all", "more than all" },
        { "off-grid", "multiple of the interval" },
        { "old", "too old" },
        { "ahead", "lies ahead" },
        { "unknown-probe", "no probe 'other'" },
        { "state", "states are told by looks" },
        { "buckets", "one bucket more" },
        { "bounds", "do not ascend" },
        { "blank-instance", "without blanks" },
        { "sequence", "sequence is 1 or more" },
        { "closed-ahead", "closedUntil lies ahead" },
        { "closed-long-ago", "closedUntil is too old" },
        { "closed-never", "closedUntil is too old" },
        { "many-signals", "at most 512 signals" },
        { "many-points", "at most 5000 points" },
        { "many-looks", "at most 5000 looks" },
        { "look-at-errors", "a look is at .up or .restarts" },
        { "empty-level", "a level of no reading" },
        { "long-why", "the words of a look are too long" },
        { "many-tables", "at most 32 tables" },
        { "table-twice", "a table is there twice" },
        { "long-migration", "names of at most 500 characters" },
        { "many-migrations", "at most 20 names" },
        { "migrations-of-nobody", "has no such probe" },
        { "old-migrations", "seen too long ago" },
    };

    [Theory, MemberData(nameof(Broken))]
    public void What_cannot_be_is_refused_whole(string how, string why)
    {
        var fault = ReportCheck.Fault(Break(how), Plan(), _home.Now)!;
        Assert.Equal(ReportFaultKind.Invalid, fault.Kind);
        Assert.Contains(why, fault.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("signals")]
    [InlineData("points")]
    [InlineData("looks")]
    [InlineData("processes")]
    [InlineData("signs")]
    [InlineData("migrations")]
    [InlineData("tables")]
    public void Nothing_in_place_of_a_part_is_refused(string where)
    {
        var at = _home.Now;
        var report = where switch
        {
            "signals" => _good with { Signals = [null!] },
            "points" => _good with { Signals = [_good.Signals[0] with { Points = [null!] }] },
            "looks" => _good with { Looks = [null!] },
            "processes" => _good with { Processes = [null!] },
            "signs" => _good with { Signs = [null!] },
            "migrations" => _good with { Migrations = [null!] },
            _ => _good with { Migrations = [new() { Probe = "app", At = at, Tables = [null!] }] },
        };
        var fault = ReportCheck.Fault(report, Plan(), at)!;
        Assert.Equal(ReportFaultKind.Invalid, fault.Kind);
        Assert.Equal($"{where} holds null", fault.Text);
    }

    private PointsReported Break(string how)
    {
        var point = _good.Signals[0].Points[0];
        var look = _good.Looks[0];
        PointsReported With(ReportedPoint changed, SignalKind kind = SignalKind.Ratio, double[]? bounds = null) =>
            _good with
            {
                Signals = [_good.Signals[0] with { Kind = kind, Bounds = bounds ?? [], Points = [changed] }],
            };
        var table = new ReportedMigrationTable { Tool = "Flyway", Table = "t", Count = 1, Named = true };
        PointsReported Migrated(
            ReportedMigrationTable[] tables, string probe = "app", DateTimeOffset? at = null) => _good with
            {
                Migrations = [new() { Probe = probe, At = at ?? point.At, Tables = tables }],
            };
        return how switch
        {
            "nan" => With(point with { Sum = double.NaN }),
            "negative" => With(point with { Total = -1, Bad = -2 }),
            "more-bad-than-all" => With(point with { Bad = 11 }),
            "off-grid" => With(point with { At = point.At.AddMilliseconds(1) }),
            "old" => With(point with { At = point.At - ReportCheck.Oldest - TimeSpan.FromMinutes(1) }),
            "ahead" => With(point with { At = point.At.AddMinutes(1) }),
            "unknown-probe" => _good with { Signals = [_good.Signals[0] with { Signal = "other.errors" }] },
            "state" => With(point, SignalKind.State),
            "buckets" => With(point with { Buckets = [1, 2] }, SignalKind.Latency, [0.1, 0.2]),
            "bounds" => With(point with { Buckets = [1, 2, 3] }, SignalKind.Latency, [0.2, 0.1]),
            "blank-instance" => _good with { Instance = "a b" },
            "sequence" => _good with { Sequence = 0 },
            "closed-ahead" => _good with { ClosedUntil = _good.ClosedUntil.AddMinutes(1) },
            "closed-long-ago" => _good with { ClosedUntil = _good.ClosedUntil - ReportCheck.Oldest * 2 },
            "closed-never" => _good with { ClosedUntil = DateTimeOffset.MinValue },
            "many-signals" => _good with { Signals = [.. Enumerable.Repeat(_good.Signals[0], 513)] },
            "many-points" => _good with
            {
                Signals = [_good.Signals[0] with { Points = [.. Enumerable.Repeat(point, 5001)] }],
            },
            "many-looks" => _good with { Looks = [.. Enumerable.Repeat(look, 5001)] },
            "look-at-errors" => _good with { Looks = [look with { Signal = "app.errors" }] },
            "long-why" => _good with { Looks = [look with { Why = new('x', 501) }] },
            "many-tables" => Migrated([.. Enumerable.Range(0, 33).Select(i => table with { Table = $"t{i}" })]),
            "table-twice" => Migrated([table, table]),
            "long-migration" => Migrated([table with { Names = [new('x', 501)] }]),
            "many-migrations" => Migrated([table with { Reversible = [.. Enumerable.Repeat("V1", 21)] }]),
            "migrations-of-nobody" => Migrated([table], "other"),
            "old-migrations" => Migrated([table], at: point.At - ReportCheck.Oldest - TimeSpan.FromMinutes(1)),
            "empty-level" => With(point, SignalKind.Gauge),
            _ => throw new ArgumentException(how),
        };
    }

    private static WatchPlan Plan() => new()
    {
        Service = WatchedService.Name,
        Environment = "test",
        Mode = Mode.Gate,
        Digest = "sha256:0",
        Policy = new() { Interval = TimeSpan.FromSeconds(1) },
        Probes = [new("app", ProbeCatalog.Find("scrape")!, new Probes.Scrape.ScrapeProbeOptions())],
    };
}
