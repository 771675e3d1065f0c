using Bellwether.Agent.Commands;
using Bellwether.Agent.Commands.Facts;
using Bellwether.Contracts.Points;
using Bellwether.Contracts.Signals;
using Bellwether.Tests;

namespace Bellwether.Agent.Tests.Commands.Facts;

public sealed class SignalsTableTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void A_row_says_level_age_points_rule_and_source() => Assert.Equal(
        "shop/production\tapp.errors\tratio\t0.05 %\t8 s\t45 of 60\terrors\tresponses by status\t",
        Rows(Signal("app.errors", SignalKind.Ratio, "ratio") with
        {
            Last = 0.0005,
            LastAt = _time.GetUtcNow() - TimeSpan.FromSeconds(8),
            HistoryPoints = 45,
            PointsNeeded = 60,
            JudgedBy = ["errors"],
            Source = "responses by status",
        })[1]);

    [Fact]
    public void What_no_rule_judges_is_shown_and_not_judged() => Assert.Equal(
        "shop/production\tcache.memory-used\tgauge, bytes\t4 MB\t-\t2 880\tshown, not judged\tits page\t",
        Rows(Signal("cache.memory-used", SignalKind.Gauge, "bytes") with
        {
            Last = 4e6,
            HistoryPoints = 2_880,
            Source = "its page",
        })[1]);

    [Fact]
    public void A_latency_is_told_as_its_mean_and_a_rate_per_second() => Assert.Equal(
        ["120 ms (mean)", "12.5 per second", "no data yet", "2 within the window"],
        [
            SignalCells.Latest(Signal("a.latency", SignalKind.Latency, "seconds") with { Last = 0.12 }),
            SignalCells.Latest(Signal("a.requests", SignalKind.Rate, "per-second") with { Last = 12.5 }),
            SignalCells.Latest(Signal("a.requests", SignalKind.Rate, "per-second")),
            SignalCells.Latest(Signal("a.restarts", SignalKind.State, "restarts") with { Last = 2 }),
        ]);

    [Fact]
    public void Whether_something_answers_is_told_per_instance_with_the_reason()
    {
        var up = Signal("app.up", SignalKind.State, "looks") with
        {
            Looks = [Look("blue", LookOutcome.Good), Look("green", LookOutcome.Bad, "connection refused (refused)")],
        };
        Assert.Equal("1 bad, 1 good", SignalCells.Latest(up));
        Assert.Equal(["green is bad for 2 min: connection refused (refused)"], SignalCells.Problems(up));
        Assert.Equal("not looked at yet", SignalCells.Latest(up with { Looks = [] }));
        Assert.Equal("not seen", SignalCells.Latest(up with { Looks = [Look("a", LookOutcome.Missing, "x")] }));
    }

    [Fact]
    public void One_signal_is_told_in_full()
    {
        var text = SignalText.Of(Signal("cache.up", SignalKind.State, "looks") with
        {
            Source = "whether the redis probe cache is answered",
            LastAt = _time.GetUtcNow() - TimeSpan.FromSeconds(3),
            Looks = [Look("cache:6379", LookOutcome.Missing, "wrong password (credentials)")],
            JudgedBy = ["cache-reachability"],
        }, _time.GetUtcNow());
        Assert.Equal("""
            cache.up: shop/production
              kind        state, looks
              latest      not seen, 3 s ago
              judged by   cache-reachability
              comes from  whether the redis probe cache is answered
              problem     cache:6379 is not seen for 2 min: wrong password (credentials)
            """, text.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void What_a_page_says_ends_no_cell() => Assert.DoesNotContain('\u001b',
        Rows(Signal("a.b", SignalKind.Gauge, "") with { Source = "a\u001b[2J\tb\nc" })[1]);

    private InstanceLook Look(string instance, LookOutcome outcome, string? why = null) => new()
    {
        Instance = instance,
        Outcome = outcome,
        At = _time.GetUtcNow(),
        Since = _time.GetUtcNow() - TimeSpan.FromMinutes(2),
        Blind = outcome is LookOutcome.Missing,
        Why = why,
    };

    private string[] Rows(params SignalStatus[] all)
    {
        using var output = new StringWriter();
        SignalsTable.Print(all, new Terminal(output, TextWriter.Null, _time, IsInteractive: false));
        return output.ToString().ReplaceLineEndings("\n").Split('\n');
    }

    private static SignalStatus Signal(string name, SignalKind kind, string unit) => new()
    {
        Service = "shop",
        Environment = "production",
        Signal = name,
        Kind = kind,
        Unit = unit,
        Source = "",
        HistoryPoints = 0,
    };
}
