using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Watching;

namespace Bellwether.Agent.Tests.Watching;

public sealed class ReplacedRulesTests
{
    [Fact]
    public void The_agent_names_the_default_rule_that_a_rule_of_the_file_took_the_place_of()
    {
        RulePlan rule = new LimitRulePlan { Name = "slow", Signal = "app.latency.p99", Max = 1, FailAfter = new(3, 5) };
        using var agent = WatchedAgent.Remembering(WatchedAgent.Short, [rule], _ => []).Run(5);
        var replaced = agent.Ask.Signals().ToDictionary(status => status.Signal, status => status.DefaultRule);
        Assert.Equal(("errors", null, null),
            (replaced["app.errors"], replaced["app.latency"], replaced["app.requests"]));
        using var without = new WatchedAgent();
        Assert.All(without.Run(5).Ask.Signals(), status => Assert.Null(status.DefaultRule));
    }

    [Fact]
    public void Of_many_signals_the_first_eight_are_named_and_the_others_counted() => Assert.StartsWith(
        "nothing judges s0, s1, s2, s3, s4, s5, s6, s7 and 1 more: ",
        ReplacedRules.Sentence(Enumerable.Range(0, ReplacedRules.MostNamed + 1).Select(i => $"s{i}")),
        StringComparison.Ordinal);

    [Fact]
    public void Where_nothing_is_missed_nothing_is_said() => Assert.Null(ReplacedRules.Sentence([]));
}
