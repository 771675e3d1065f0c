using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Watching;
using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Tests.Watching;

public sealed class JudgedSignalsTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    [Fact]
    public void Each_signal_names_its_rules_and_what_they_need()
    {
        SignalStatus[] known = [Of("app.errors", SignalKind.Ratio), Of("app.latency", SignalKind.Latency),
            Of("queue", SignalKind.Gauge), Of("cpu", SignalKind.Gauge), Of("app.up", SignalKind.State)];
        RulePlan[] rules =
        [
            new CompareRulePlan { Name = "errors", Signal = "app.errors" },
            new BurnRateRulePlan { Name = "budget", Signal = "app.errors", Objective = 0.99 },
            new LimitRulePlan { Name = "slow", Signal = "app.latency.p99", Max = 1, FailAfter = new(3, 5) },
            new CompareRulePlan { Name = "queue", Signal = "queue" },
        ];
        Assert.Equal(
            [("errors budget", 60), ("slow", null), ("queue", 2880), ("", null), ("", null)],
            JudgedSignals.Of(known, rules, Interval)
                .Select(status => (string.Join(' ', status.JudgedBy), status.PointsNeeded)));
    }

    [Fact]
    public void A_metric_that_no_page_has_shown_is_named()
    {
        var plan = new WatchPlan
        {
            Service = "shop",
            Environment = "production",
            Mode = Mode.Gate,
            Digest = "sha256:0",
            Policy = new(),
            Probes = [],
            Signals =
            [
                new() { Name = "orders", From = "app", Kind = SignalKind.Rate, Metric = "shop_ordres_total" },
                new() { Name = "carts", From = "app", Kind = SignalKind.Rate, Metric = "shop_carts_total" },
            ],
        };
        var unseen = Assert.Single(UnseenSignals.Of(plan, [Of("carts", SignalKind.Rate)]));
        Assert.Equal(("orders", "the probe app has not shown shop_ordres_total yet: see the name on its page"),
            (unseen.Signal, unseen.Problem));
    }

    [Fact]
    public void What_a_rule_waits_for_in_vain_is_listed_and_says_so()
    {
        RulePlan[] rules =
        [
            new LimitRulePlan { Name = "pool", Signal = "app.saturation.pol", Max = 1, FailAfter = new(3, 5) },
            new LimitRulePlan { Name = "slow", Signal = "app.latency.p99", Max = 1, FailAfter = new(3, 5) },
            new RestartsRulePlan { Name = "restarts", Signal = "app.restarts" },
        ];
        using var agent = WatchedAgent.Remembering(WatchedAgent.Short, rules, _ => []).Run(5);
        var waiting = Assert.Single(agent.Ask.Signals(), status => status.Problem is not null);
        Assert.Equal(
            ("app.saturation.pol", "the rule pool waits for it: nothing has shown it yet", "pool"),
            (waiting.Signal, waiting.Problem, Assert.Single(waiting.JudgedBy)));
    }

    [Fact]
    public void A_service_that_is_not_watched_is_answered_with_those_that_are()
    {
        using var agent = new WatchedAgent();
        Assert.Equal("this agent does not watch shpo in demo; it watches shop in demo",
            agent.Ask.NotWatched("shpo", "demo"));
    }

    private static SignalStatus Of(string name, SignalKind kind) => new()
    {
        Service = "shop",
        Environment = "production",
        Signal = name,
        Kind = kind,
        Unit = "",
        Source = "",
        HistoryPoints = 0,
    };
}
