using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Judging;
using Bellwether.Agent.Signals;
using Bellwether.Agent.Signals.Live;
using Bellwether.Agent.Tests.Watching;
using Bellwether.Contracts.Points;
using Bellwether.Contracts.Verdicts;
using Bellwether.Probes;

namespace Bellwether.Agent.Tests.Signals;

public sealed class ReportTests : IDisposable
{
    private readonly WatchedService _home = new();
    private readonly DateTimeOffset _began;

    public ReportTests() => _began = _home.Now;

    public void Dispose() => _home.Dispose();

    [Fact]
    public void Reports_of_two_sidecars_are_added_up_as_looks_are()
    {
        var (one, two) = (new ReportedService(_home, "pod-1"), new ReportedService(_home, "pod-2"));
        for (var i = 0; i < 3; i++)
        {
            _home.Wait(1);
            Report(one.Second());
            Report(two.Second(bad: 3));
        }

        Assert.Equal(["pod-1", "pod-2"], _home.Snapshot().Instances);
        Assert.Equal("4/20 4/20 4/20", Points("app.errors"));
        Assert.Equal("20 20 20", Points("app.requests"));
    }

    [Fact]
    public void A_report_that_comes_twice_counts_once()
    {
        var pod = new ReportedService(_home, "pod-1");
        _home.Wait(1);
        var report = pod.Second();
        Assert.True(Report(report).Counted);
        Assert.False(Report(report).Counted);

        Assert.Single(_home.Snapshot(_began).Signals["app.up"].LooksAfter);
        Assert.Equal("1/10", Points("app.errors"));
    }

    [Fact]
    public void A_report_that_the_home_had_before_it_was_restarted_counts_once()
    {
        var pod = new ReportedService(_home, "pod-1");
        _home.Wait(1);
        var report = pod.Second();
        Report(report);
        _home.Wait(10).Restart();
        Assert.True(Report(report with { SentAt = _home.Now }).Counted);
        _home.Wait(1);
        Report(pod.Second());

        Assert.Equal("1/10 - - - - - - - - - - 1/10", Points("app.errors"));
    }

    [Fact]
    public void A_report_that_never_came_is_missing_and_counted()
    {
        var pod = new ReportedService(_home, "pod-1");
        _home.Wait(1);
        Report(pod.Second());
        _home.Wait(1);
        pod.Second();
        _home.Wait(1);
        Assert.Equal(1, Report(pod.Second()).ReportsMissing);

        var looks = _home.Snapshot(_began).Signals["app.up"].LooksAfter;
        Assert.All(looks, look => Assert.Equal(Reachability.Good, look.Reachability));
        Assert.Equal("1/10 - 1/10", Points("app.errors"));
    }

    [Fact]
    public void What_comes_late_is_added_to_what_is_there_and_changes_no_snapshot_made_before()
    {
        var (one, two) = (new ReportedService(_home, "pod-1"), new ReportedService(_home, "pod-2"));
        _home.Wait(1);
        var late = two.Second(bad: 3);
        Report(one.Second());
        _home.Wait(10);
        var before = _home.Snapshot().Signals["app.errors"].Before;
        Assert.Equal(10, before.Points.Single(point => point.Seen).Total);
        Report(late with { SentAt = _home.Now });

        Assert.Equal(10, before.Points.Single(point => point.Seen).Total);
        Assert.Equal("4/20", Points("app.errors"));
    }

    [Fact]
    public void A_rate_without_one_of_its_sidecars_is_missing_and_not_smaller()
    {
        var (one, two) = (new ReportedService(_home, "pod-1"), new ReportedService(_home, "pod-2"));
        for (var i = 0; i < 2; i++)
        {
            _home.Wait(1);
            Report(one.Second());
            Report(two.Second());
        }

        _home.Wait(1);
        Report(one.Second());
        Assert.Equal("20 20", Points("app.requests"));
        Assert.Equal("2/20 2/20 1/10", Points("app.errors"));
    }

    [Fact]
    public void A_sidecar_that_falls_silent_is_missing_and_not_bad()
    {
        var pod = new ReportedService(_home, "pod-1");
        for (var i = 0; i < 3; i++)
        {
            _home.Wait(1);
            Report(pod.Second());
        }

        _home.Wait(10);
        var looks = _home.Snapshot(_began).Signals["app.up"].LooksAfter;
        Assert.Equal(3, looks.Count(look => look.Reachability is Reachability.Good));
        Assert.Equal(6, looks.Count(look => look.Reachability is Reachability.Missing));
        Assert.DoesNotContain(looks, look => look.Reachability is Reachability.Bad);

        // It was only the line: what it saw meanwhile takes the place of what seemed missing.
        Report(pod.Seconds(10));
        looks = _home.Snapshot(_began).Signals["app.up"].LooksAfter;
        Assert.Equal(13, looks.Count(look => look.Reachability is Reachability.Good));
        Assert.DoesNotContain(looks, look => look.Reachability is Reachability.Missing);
    }

    [Fact]
    public void Missing_looks_that_a_sidecar_told_stay_when_its_next_report_comes()
    {
        var pod = new ReportedService(_home, "pod-1") { Outcome = LookOutcome.Missing };
        _home.Wait(1);
        Report(pod.Second());
        _home.Wait(1);
        // A part of it comes first, which closes nothing.
        Report(pod.Second() with { ClosedUntil = _home.Now.AddSeconds(-1) });
        pod.Outcome = LookOutcome.Good;
        Report(pod.Second());

        Assert.Equal([Reachability.Missing, Reachability.Missing, Reachability.Good],
            _home.Snapshot(_began).Signals["app.up"].LooksAfter.Select(look => look.Reachability));
    }

    [Fact]
    public void A_report_that_is_complete_up_to_long_ago_makes_no_more_missing_looks_than_a_sidecar_keeps()
    {
        var pod = new ReportedService(_home, "pod-1");
        _home.Wait(1);
        Report(pod.Second() with { ClosedUntil = _home.Now.AddDays(-1) });

        var looks = _home.Wait(10).Snapshot(_began.AddDays(-2)).Signals["app.up"].LooksAfter;
        Assert.InRange(looks.Count, 1, (int)ReportCheck.Oldest.TotalSeconds + 10);
    }

    [Fact]
    public void An_instance_whose_sidecar_fell_silent_runs_nothing_any_more()
    {
        var (one, two) = (new ReportedService(_home, "pod-1"), new ReportedService(_home, "pod-2") { Version = "2" });
        _home.Wait(1);
        Report(one.Second());
        for (var i = 0; i < 10; i++)
        {
            _home.Wait(1);
            Report(two.Second());
            if (i == 0) Assert.Equal(["1", "2"], _home.Snapshot().Versions);
        }

        Assert.Equal(["2"], _home.Snapshot().Versions);
        Report(one.Seconds(1));
        Assert.Equal(["1", "2"], _home.Snapshot().Versions);
    }

    [Fact]
    public void A_sidecar_that_leaves_takes_its_instance_with_it()
    {
        var (one, two) = (new ReportedService(_home, "pod-1"), new ReportedService(_home, "pod-2"));
        _home.Wait(1);
        Report(one.Second());
        Report(two.Second() with { Leaving = true });
        _home.Wait(1);
        Report(one.Second());

        Assert.Equal(["pod-1"], _home.Snapshot().Instances);
        Assert.Equal("20 10", Points("app.requests"));
    }

    [Fact]
    public void What_failed_on_an_instance_of_the_new_version_while_it_was_taken_away_is_no_failure()
    {
        _home.Book.Bring(WatchedService.Name, new("2", null, _began));
        var (one, two) = (new ReportedService(_home, "pod-1"), new ReportedService(_home, "pod-2") { Version = "2" });
        two.Outcome = LookOutcome.Bad;
        for (var i = 0; i < 35; i++)
        {
            _home.Wait(1);
            Report(one.Second());
            Report(two.Second() with { Leaving = i == 34 });
        }

        var looks = _home.Snapshot(_began).Signals["app.up"].LooksAfter.Where(look => look.Instance == "pod-2");
        // Until the moment that is the most an end lasts it was simply sick.
        Assert.Equal(35 - LiveLimits.LeavingFor.TotalSeconds, looks.Count());
    }

    [Fact]
    public void Hard_evidence_and_signs_are_those_of_the_instance()
    {
        var pod = new ReportedService(_home, "pod-1");
        _home.Wait(1);
        var at = _home.Now;
        Report(pod.Second() with
        {
            Processes =
            [
                new() { At = at, ProcessId = 7, Alive = true }, new() { At = at, Alive = false, ExitCode = 3 },
            ],
            Signs = [new() { At = at, Kind = "process-start", Version = "1" }],
        });

        var snapshot = _home.Snapshot(announcedAt: at);
        Assert.Equal([(7, null), (null, 3)], snapshot.Processes.Select(mark => (mark.ProcessId, mark.ExitCode)));
        Assert.All(snapshot.Processes, mark => Assert.Equal("pod-1", mark.Instance));
        Assert.Equal((SignKind.ProcessStart, "pod-1"), _home.Book.SignsSince(WatchedService.Name, at)
            .Select(sign => (sign.Kind, sign.Instance)).Single());
        Assert.Equal(7, _home.Book.Processes(WatchedService.Name)["pod-1"]);
    }

    [Fact]
    public void Why_the_looks_of_a_sidecar_were_bad_is_quoted_in_the_verdict()
    {
        var pod = new ReportedService(_home, "pod-1")
        {
            Outcome = LookOutcome.Bad,
            Why = $"answered 503:\u001b[2J\n\"no stock\"{new string('.', 500)}",
        };
        for (var i = 0; i < 20; i++)
        {
            _home.Wait(1);
            Report(pod.Second());
        }

        _home.Wait(5);
        var up = new HealthRulePlan { Name = "reachability", Signal = "app.up", FailAfter = new(3, 5) };
        var verdict = Judge.Watch(
            new(new() { Policy = WatchedAgent.Short, Rules = [up] }, _home.Snapshot(_began), new()));
        Assert.Equal(Decision.Rollback, verdict.Decision);
        Assert.Matches("pod-1 .*: answered 503: \\[2J \"no stock\"\\.{100,140}…$",
            Assert.Single(verdict.Evidence).Explanation);
    }

    [Fact]
    public void What_a_sidecar_tells_of_its_database_says_nothing_of_another_pods()
    {
        var (one, two) = (new ReportedService(_home, "pod-1"), new ReportedService(_home, "pod-2"));
        _home.Wait(1);
        Report(one.Second() with { Migrations = [Told(count: 8, _home.Now)] });
        Report(two.Second() with { Migrations = [Told(count: 6, _home.Now)] });
        _home.Wait(1);
        Report(two.Second() with { Migrations = [Told(count: 7, _home.Now)] });
        Assert.Equal([("pod-1", 8), ("pod-2", 7)], Accounts());

        Report(one.Second() with { Leaving = true });
        Assert.Equal([("pod-2", 7)], Accounts());

        IEnumerable<(string?, long)> Accounts() => _home.Book.Migrations(WatchedService.Name)
            .Select(account => (account.Instance, Assert.Single(account.Tables).Count));
    }

    [Fact]
    public void A_report_of_a_pod_that_came_later_is_a_sign_and_one_after_a_restart_of_the_home_is_none()
    {
        var one = new ReportedService(_home, "pod-1");
        for (var i = 0; i < 10; i++)
        {
            _home.Wait(1);
            Report(one.Second());
        }

        var two = new ReportedService(_home, "pod-2") { Version = "2" };
        _home.Wait(1);
        Report(two.Second());
        var sign = Assert.Single(_home.Book.SignsSince(WatchedService.Name, DateTimeOffset.MinValue));
        Assert.Equal((SignKind.Version, "pod-2", "2", "1"),
            (sign.Kind, sign.Instance, sign.Version, sign.PreviousVersion));

        _home.Wait(1).Restart();
        _home.Wait(30);
        Report(one.Second());
        Report(two.Second());
        Assert.Empty(_home.Book.SignsSince(WatchedService.Name, DateTimeOffset.MinValue));
    }

    private static ReportedMigrations Told(long count, DateTimeOffset at) => new()
    {
        Probe = "app",
        At = at,
        Tables = [new() { Tool = "Flyway", Table = "public.flyway_schema_history", Count = count, Named = true }],
    };

    private PointsTaken Report(PointsReported report) => _home.Book.Report(report);

    private string Points(string signal)
    {
        _home.Wait(5);
        return _home.Points(signal);
    }
}
