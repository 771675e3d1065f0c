using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Sidecar;
using Bellwether.Agent.Signals;
using Bellwether.Agent.Tests.Signals;
using Bellwether.Contracts.Points;
using Bellwether.Probes;
using Bellwether.Probes.Scrape;
using Bellwether.Tests;

namespace Bellwether.Agent.Tests.Sidecar;

public sealed class ReportMakerTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly SidecarBook _book;
    private readonly ReportMaker _maker;
    private readonly ShopPage _page = new() { Version = "1" };

    public ReportMakerTests()
    {
        _book = new(Plan, _time);
        _maker = new(Plan, new(new Uri("http://home:7070"), null, "pod-1", "told"), _time.GetUtcNow());
    }

    private static WatchPlan Plan { get; } = new()
    {
        Service = "shop",
        Environment = "test",
        Mode = Mode.Observe,
        Digest = "sha256:0",
        Policy = new() { Interval = TimeSpan.FromSeconds(1) },
        Probes = [new("app", ProbeCatalog.Find("scrape")!, new ScrapeProbeOptions { Every = TimeSpan.FromSeconds(1) })],
    };

    [Fact]
    public void A_report_holds_what_was_counted_and_the_home_finds_no_fault_in_it()
    {
        LookAt(3);
        var report = Assert.Single(Make());

        Assert.Equal((1, "pod-1", "1"), (report.Sequence, report.Instance, report.Version));
        Assert.Equal(
            ["app.errors", "app.forbidden", "app.latency", "app.requests", "app.throttled", "app.unauthorized"],
            report.Signals.Select(signal => signal.Signal).Order(StringComparer.Ordinal));
        var errors = report.Signals.Single(signal => signal.Signal == "app.errors");
        Assert.All(errors.Points, point => Assert.Equal((1d, 10d), (point.Bad, point.Total)));
        Assert.Equal(3, report.Looks.Count(look => look is { Signal: "app.up", Outcome: LookOutcome.Good }));
        Assert.Null(ReportCheck.Fault(report, Plan, _time.GetUtcNow()));
    }

    [Fact]
    public void What_was_reported_is_not_reported_again_and_numbers_go_on()
    {
        LookAt(3);
        Make();
        LookAt(1);
        var report = Assert.Single(Make());
        Assert.Equal(2, report.Sequence);
        Assert.Single(report.Signals.Single(signal => signal.Signal == "app.errors").Points);
        Assert.Single(report.Looks, look => look.Signal == "app.up");
    }

    [Fact]
    public void A_sidecar_that_sees_nothing_says_so_that_it_lives()
    {
        var report = Assert.Single(Make());
        Assert.Empty(report.Signals);
        Assert.Equal("told", report.Version);
        Assert.Null(ReportCheck.Fault(report, Plan, _time.GetUtcNow()));
    }

    [Fact]
    public void An_application_that_is_dead_is_bad_looks_of_a_sidecar_that_lives()
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        Take(Look.Bad("refused"));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(LookOutcome.Refused, Assert.Single(Assert.Single(Make()).Looks).Outcome);
    }

    [Fact]
    public void Why_looks_were_bad_is_told_of_the_newest()
    {
        for (var i = 0; i < ReportMaker.MostWords + 5; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(10));
            Take(Look.Bad("status-503", $"answered 503 to look {i}"));
        }

        var looks = Assert.Single(Make()).Looks;
        Assert.Equal(ReportMaker.MostWords + 5, looks.Count);
        Assert.All(looks.Take(5), look => Assert.Null(look.Why));
        Assert.Equal(looks.Skip(5).Select((_, i) => $"answered 503 to look {i + 5}"),
            looks.Skip(5).Select(look => look.Why));
    }

    [Fact]
    public void How_far_a_database_has_come_is_told_once_a_look()
    {
        var tables = Enumerable.Range(0, ReportCheck.MostTables + 1).Select(i => new MigrationMark
        {
            Tool = "Flyway",
            Table = $"t{i}.flyway_schema_history",
            Count = 1,
            Names = [new('V', 600)],
        });
        LookAt(1);
        Take(Look.Good() with { Migrations = [.. tables] });
        var at = _time.GetUtcNow();
        var report = Assert.Single(Make());

        var told = Assert.Single(report.Migrations);
        Assert.Equal(("app", at, ReportCheck.MostTables), (told.Probe, told.At, told.Tables.Count));
        Assert.Null(ReportCheck.Fault(report, Plan, _time.GetUtcNow()));
        LookAt(1);
        Assert.Empty(Assert.Single(Make()).Migrations);
    }

    [Fact]
    public void A_restart_that_only_another_id_shows_is_told_and_one_that_a_start_time_shows_is_told_by_that()
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        Take(Look.Good(Pages.Read("jobs_waiting 1\n")));
        _book.Restarted(Restart());
        Assert.Equal([1], Make()[0].Looks.Where(look => look.Signal == "app.restarts").Select(look => look.Restarts));

        for (var start = 1_000; start <= 1_100; start += 100)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            Take(Look.Good(Pages.Read($"process_start_time_seconds {start}\n")));
            _book.Restarted(Restart());
        }

        var report = Assert.Single(Make());
        Assert.Equal(1, report.Looks.Where(look => look.Signal == "app.restarts").Sum(look => look.Restarts));
        Assert.Null(ReportCheck.Fault(report, Plan, _time.GetUtcNow()));

        // Whoever was silent for long is noticed late, and no home takes what is as old.
        _book.Restarted(Restart() with { At = _time.GetUtcNow() - ReportCheck.Oldest });
        Assert.Null(ReportCheck.Fault(Assert.Single(Make()), Plan, _time.GetUtcNow()));

        RestartNotice Restart() => new()
        {
            Service = "shop",
            Probe = "app",
            Instance = "pod-1",
            Place = "pod-1",
            At = _time.GetUtcNow(),
        };
    }

    [Fact]
    public void The_last_report_holds_what_is_still_open()
    {
        LookAt(2);
        var report = Assert.Single(_maker.Make(_book.Reap(all: true), _book.Version, _time.GetUtcNow(), leaving: true));
        Assert.True(report.Leaving);
        Assert.Equal(2, report.Looks.Count(look => look.Signal == "app.up"));
    }

    private IReadOnlyList<PointsReported> Make()
    {
        _time.Advance(TimeSpan.FromSeconds(1.6));
        return _maker.Make(_book.Reap(all: false), _book.Version, _time.GetUtcNow(), leaving: false);
    }

    private void LookAt(int times)
    {
        for (var i = 0; i < times; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            Take(Look.Good(Pages.Read($"{_page.Ask("/", times: 9).Ask("/", 503)}")));
        }
    }

    private void Take(Look look) => _book.Take(
        new("shop", "app", "pod-1", null, _time.GetUtcNow(), TimeSpan.FromMilliseconds(2), look));
}
