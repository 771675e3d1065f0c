using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Judging;
using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Tests.Judging;

public sealed class DefaultRulesTests
{
    private static readonly SignalStatus[] Shop =
    [
        Known("app.up", SignalKind.State), Known("app.errors", SignalKind.Ratio),
            Known("app.latency", SignalKind.Latency),
        Known("app.requests", SignalKind.Rate), Known("home.up", SignalKind.State),
            Known("host.restarts", SignalKind.State),
        Known("host.saturation.cpu", SignalKind.Gauge), Known("host.up", SignalKind.State),
    ];

    [Fact]
    public void Errors_and_slow_requests_are_critical_and_the_rest_is_not() => Assert.Equal(
        [("errors", "app.errors", true), ("slow-requests", "app.latency", true),
            ("home-reachability", "home.up", false),
            ("host-reachability", "host.up", false), ("restarts", "host.restarts", false)],
        Rules(Shop, ["app"], ["home", "host"]));

    [Fact]
    public void A_scrape_s_reachability_is_judged_only_where_nothing_else_watches()
    {
        Assert.Contains(("reachability", "app.up", false), Rules(Shop[..3], ["app"], []));
        Assert.DoesNotContain(Rules(Shop[..3], ["app"], ["home"]), rule => rule.Signal == "app.up");
    }

    [Fact]
    public void A_page_without_errors_still_has_the_rule_that_says_no_data() =>
        Assert.Equal([("errors", "app.errors", true)], Rules([], ["app", "other"], []));

    [Fact]
    public void Errors_are_tolerated_by_difference_and_slow_requests_relatively()
    {
        var rules = DefaultRules.For(Shop, ["app"], []).OfType<CompareRulePlan>().ToList();
        Assert.Equal([(0.005, true), (0.5, false)], rules.Select(rule => (rule.Tolerate, rule.TolerateIsDifference)));
        Assert.All(rules, rule => Assert.Equal(Direction.Increase, rule.Direction));
    }

    [Fact]
    public void Names_are_unique_where_there_are_several_probes()
    {
        var rules = DefaultRules.For([.. Shop, Known("api.errors", SignalKind.Ratio)], ["app", "api"], []);
        Assert.Equal(rules.Count, rules.Select(rule => rule.Name).Distinct().Count());
    }

    [Fact]
    public void Rules_that_come_with_a_probe_hold_for_signals_that_were_seen()
    {
        RulePlan[] ofProbes =
        [
            new LimitRulePlan { Name = "box-cpu", Signal = "host.saturation.cpu", Max = 0.9, FailAfter = new(3, 5) },
            new LimitRulePlan { Name = "box-lag", Signal = "host.lag", Max = 1, FailAfter = new(3, 5) },
        ];
        var rules = DefaultRules.For(Shop, ["app"], ["home", "host"], new() { Rules = ofProbes });
        Assert.Equal("box-cpu", rules[^1].Name);
        Assert.DoesNotContain(rules, rule => rule.Name == "box-lag");
    }

    [Fact]
    public void Errors_that_a_log_is_to_tell_have_a_rule_although_the_log_was_never_there() => Assert.Equal(
        [("errors", "web.errors", true)],
        DefaultRules.For([], [], ["home"], new() { Errors = ["web.errors"] })
            .Select(rule => (rule.Name, rule.Signal, rule.Critical)));

    [Fact]
    public void What_the_service_needs_may_fail_and_no_promote_rests_on_it()
    {
        SignalStatus[] known = [Known("home.up", SignalKind.State), Known("db.up", SignalKind.State),
            Known("log.up", SignalKind.State)];
        var rules = DefaultRules.For(known, [], ["home"], new() { Needed = ["db"], Unreached = ["log"] });
        Assert.Equal([("db-reachability", false), ("home-reachability", true)],
            rules.Select(rule => (rule.Name, rule.Carries)));
    }

    private static IReadOnlyList<(string, string Signal, bool)> Rules(
        IReadOnlyList<SignalStatus> known, IReadOnlyList<string> scrapes, IReadOnlyList<string> others) =>
        [.. DefaultRules.For(known, scrapes, others).Select(rule => (rule.Name, rule.Signal, rule.Critical))];

    private static SignalStatus Known(string signal, SignalKind kind) => new()
    {
        Service = "shop",
        Environment = "test",
        Signal = signal,
        Kind = kind,
        Unit = "",
        Source = "",
        HistoryPoints = 0,
    };
}
