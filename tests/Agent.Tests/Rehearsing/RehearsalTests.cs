using Bellwether.Agent.Baselines;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Configuration.Scalars;
using Bellwether.Agent.Rehearsing;
using Bellwether.Agent.Tables;
using Bellwether.Agent.Tests.Configuration;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Tests.Rehearsing;

public sealed class RehearsalTests
{
    private static readonly PointTable Small = Tables.Of(7 * Tables.Day);

    [Fact]
    public void The_table_of_a_calibration_is_as_it_was()
    {
        var report = RehearsalRun.Run(Small, Tables.Rules(Small, "app.errors"), Tables.Plan(30), _ => { }, default);
        AssertCurrent("calibration.txt", RehearsalText.Of(report));
        AssertCurrent("calibration.json", RehearsalJson.Of(report));
    }

    [Fact]
    public void Any_number_of_processors_says_the_same()
    {
        var rules = Tables.Rules(Small, "app.errors");
        var one = RehearsalRun.Run(Small, rules, Tables.Plan(20) with { Processors = 1 }, _ => { }, default);
        var four = RehearsalRun.Run(Small, rules, Tables.Plan(20) with { Processors = 4 }, _ => { }, default);
        Assert.Equal(RehearsalJson.Of(one), RehearsalJson.Of(four));
        Assert.Equal(RehearsalPage.Of(one), RehearsalPage.Of(four));
    }

    [Fact]
    public void A_pretend_deployment_knows_nothing_of_what_comes_after_its_window()
    {
        const int at = 5 * Tables.Day + 17;
        var rules = Tables.Rules(Small, "app.errors");
        var later = Small.Changed(at + rules.Window, 40);
        AssertSame(new Rehearsal(Small, rules).At(at), new Rehearsal(later, rules).At(at));
        var within = Small.Changed(at, 40);
        Assert.Equal(Decision.Rollback, new Rehearsal(within, rules).At(at).Decision);
    }

    [Fact]
    public void A_fault_that_is_really_there_is_found_as_the_one_that_is_put_in()
    {
        const int at = 5 * Tables.Day + 17;
        var table = Small with { Signals = [Small.Find("cpu")!] };
        var rules = Tables.Rules(table);
        var moment = new Rehearsal(table, rules).At(at);
        var sizes = FaultSizes.Of(rules.Rules[0], isRatio: false).Sizes;
        for (var size = 1; size < sizes.Count; size++)
        {
            var answer = new Rehearsal(table.Changed(at, 1 + sizes[size]), rules).Judge(at);
            Assert.Equal(answer.Decision == Decision.Rollback ? answer.AtPoint : 0, moment.FoundAt[0][size]);
        }

        Assert.True(moment.FoundAt[0][^1] > 0);
    }

    [Fact]
    public void Larger_faults_are_found_more_often_and_sooner()
    {
        var report = RehearsalRun.Run(Small, Tables.Rules(Small), Tables.Plan(40), _ => { }, default);
        foreach (var rule in report.PerRule)
        {
            Assert.Equal(1, rule.Faults[^1].Found.Value, 0.2);
            Assert.True(rule.Faults[0].Found.Value <= 0.1);
            for (var i = 1; i < rule.Faults.Count; i++)
                Assert.True(rule.Faults[i].Found.Value >= rule.Faults[i - 1].Found.Value - 0.03);
            Assert.True(rule.Faults[^1].MedianPoint < rules(report).Window / 2);
        }

        static RehearsedRules rules(RehearsalReport report) => report.Rules;
    }

    [Fact]
    public void Outcomes_add_up_and_rollbacks_are_blamed_on_rules()
    {
        // Half of the budget is wide open, and a bursty level is never known to within one percent.
        var table = Small with { Signals = [Small.Find("queue")!, Small.Find("app.errors")!] };
        var rules = new RuleWishes
        {
            Critical = new HashSet<string> { "queue" },
            Tolerate = new Dictionary<string, Tolerance> { ["queue"] = new(0.01, IsDifference: false) },
            Window = TimeSpan.FromMinutes(100),
            Budget = 0.5,
        }.Of(table);
        var report = RehearsalRun.Run(table, rules, Tables.Plan(60), _ => { }, default);
        Assert.True(report.RolledBack.Count > 0);
        Assert.Equal(60, report.RolledBack.Count + report.Promoted.Count + report.Inconclusive.Count);
        Assert.Equal(report.RolledBack.Count, report.PerRule.Sum(rule => rule.RolledBack.Count));
        Assert.Equal(report.Inconclusive.Count, report.Causes.Sum(of => of.Share.Count));
        Assert.True(report.Inconclusive.Count > 0);
        Assert.True(report.PerRule[0].Withheld.Count > 0);
    }

    [Fact]
    public void Pretend_deployments_keep_away_from_masks_and_from_the_beginning()
    {
        var masked = Small with { Masked = [new(1500, 1600), new(1700, 1701)] };
        var times = RehearsalTimes.Draw(masked, 1000, window: 20, count: 5000, seed: 7);
        Assert.Equal(times.Distinct().Order(), times);
        Assert.Equal((1000, 7 * Tables.Day - 20), (times[0], times[^1]));
        Assert.DoesNotContain(times, at => (at > 1480 && at < 1660) || (at > 1680 && at < 1761));
        Assert.Contains(1660, times);
        var few = RehearsalTimes.Draw(masked, 1000, window: 20, count: 50, seed: 7);
        Assert.Equal(few, RehearsalTimes.Draw(masked, 1000, window: 20, count: 50, seed: 7));
        Assert.NotEqual(few, RehearsalTimes.Draw(masked, 1000, window: 20, count: 50, seed: 8));
    }

    [Fact]
    public void Too_short_a_history_is_refused()
    {
        var table = Tables.Of(150);
        var rules = Tables.Rules(table) with { Window = 70 };
        var fault = Assert.Throws<RehearsalException>(
            () => RehearsalRun.Run(table, rules, Tables.Plan(500), _ => { }, default));
        Assert.StartsWith("6 pretend deployments fit into 150 points of 300 s behind the first 75 of them, with 70"
            + " after each and no mask near; at least 20 are needed.", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Slow_requests_are_those_beyond_the_bound_that_was_usual_before_the_moment()
    {
        const int at = 5 * Tables.Day;
        var rules = Tables.Rules(Small);
        var before = new RehearsalSeries(Small, rules).QuestionAt(at).Series!.Counts["app.latency"];
        Assert.Equal(Small.Find("app.latency")!.Buckets[3]![1..].Sum(), before[3].Bad);
        Assert.Equal(at + rules.Window, before.Length);
    }

    [Fact]
    public void A_quantile_that_a_rule_names_has_a_bound_of_its_own()
    {
        var rule = new CompareRulePlan { Name = "p99", Signal = "app.latency.p99" };
        var rules = Tables.Rules(Small) with { Rules = [rule, rule with { Name = "p95", Signal = "app.latency" }] };
        var counts = new RehearsalSeries(Small, rules).QuestionAt(5 * Tables.Day).Series!.Counts;
        Assert.Equal(Small.Find("app.latency")!.Buckets[3]![2], counts["app.latency.p99"][3].Bad);
        Assert.True(counts["app.latency"][3].Bad > counts["app.latency.p99"][3].Bad);
    }

    [Fact]
    public void Two_rules_on_one_signal_are_told_apart()
    {
        var rule = new CompareRulePlan { Name = "up", Signal = "cpu" };
        var rules = Tables.Rules(Small) with
        {
            Rules = [rule, rule with { Name = "down", Direction = Direction.Decrease }],
        };
        var rehearsal = new Rehearsal(Small.Changed(5 * Tables.Day, 0.2), rules);
        Assert.Equal(1, rehearsal.At(5 * Tables.Day).Blamed);
        Assert.Equal(["up", "down"], rehearsal.Judge(5 * Tables.Day).Evidence.Select(evidence => evidence.Rule));
    }

    [Fact]
    public void Errors_that_are_put_in_come_by_chance_and_in_the_share_that_is_meant()
    {
        var sizes = new FaultSizes(IsDifference: true, [0, 0.01, 0.2], Sign: 1);
        foreach (var (index, share) in new[] { (1, 0.01), (2, 0.2) })
        {
            var pairs = Enumerable.Repeat(CountPair.Of(0, 400), 3000).ToArray();
            var signal = FaultInjectionTests.Counted(pairs);
            var bad = FaultInjection.Into(signal, sizes, index, seed: 3).Pairs!.Select(pair => pair.Bad).ToList();
            Assert.Equal(share, bad.Average() / 400, share * 0.02);
            var variance = bad.Select(count => (count - 400 * share) * (count - 400 * share)).Average();
            Assert.Equal(1, variance / (400 * share * (1 - share)), 0.1);
        }
    }

    private static void AssertCurrent(string file, string text) =>
        SourceTree.AssertCurrent(SourceTree.PathOf("tests", "Agent.Tests", "Rehearsing", file), text + "\n");

    private static void AssertSame(RehearsedMoment one, RehearsedMoment other)
    {
        Assert.Equal((one.Decision, one.AtPoint, one.Cause), (other.Decision, other.AtPoint, other.Cause));
        for (var rule = 0; rule < one.FoundAt.Length; rule++) Assert.Equal(one.FoundAt[rule], other.FoundAt[rule]);
    }
}
