using Bellwether.Contracts.Deployments;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Tests.Watching;

public sealed class VersionGroupTests
{
    [Fact]
    public void New_pods_that_fail_are_rolled_back_although_the_others_are_well()
    {
        using var agent = Six(out var pods);
        Roll(agent);
        pods.Run(2);
        Replace(pods, "old-1", "new-1");
        Replace(pods, "old-2", "new-2");
        pods.Sicken("new-1");
        pods.Sicken("new-2");
        pods.Run(40);

        var verdict = agent.Verdict();
        Assert.Equal((Decision.Rollback, "2"), (verdict.Decision, verdict.Version));
        Assert.Equal(["new-1", "new-2"], verdict.Instances);
        // Eighty requests a second of which forty fail: nothing of the four old pods is in it.
        var errors = Assert.Single(verdict.Evidence, evidence => evidence.Outcome is Outcome.Fail);
        Assert.Equal(0.5, errors.Observed!.Value!.Value, 2);
    }

    [Fact]
    public void Where_the_old_pods_fail_in_the_same_way_the_cause_is_shared()
    {
        using var agent = Six(out var pods);
        Roll(agent);
        pods.Run(2);
        Replace(pods, "old-1", "new-1");
        Replace(pods, "old-2", "new-2");
        pods.Run(8);
        pods.SickenAll();
        pods.Run(40);

        Assert.Equal((Decision.Inconclusive, Cause.SharedCause), (agent.Verdict().Decision, agent.Verdict().Cause));
    }

    [Fact]
    public void New_pods_that_are_well_are_promoted_beside_the_old_ones()
    {
        using var agent = Six(out var pods);
        Roll(agent);
        pods.Run(2);
        Replace(pods, "old-1", "new-1");
        Replace(pods, "old-2", "new-2");
        pods.Run(45);

        Assert.Equal((Decision.Promote, "2"), (agent.Verdict().Decision, agent.Verdict().Version));
    }

    [Fact]
    public void Where_all_were_to_be_replaced_and_some_were_not_nothing_is_promoted()
    {
        using var agent = Six(out var pods);
        agent.Start();
        pods.Run(2);
        Replace(pods, "old-1", "new-1");
        Replace(pods, "old-2", "new-2");
        pods.Run(45);

        Assert.Equal((Decision.Inconclusive, Cause.VersionSkew), (agent.Verdict().Decision, agent.Verdict().Cause));
        Assert.Contains("still name version 1", agent.Verdict().Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pod_that_comes_late_is_judged_from_its_own_start()
    {
        using var agent = Six(out var pods);
        Roll(agent);
        pods.Run(2);
        Replace(pods, "old-1", "new-1");
        pods.Run(10);
        Replace(pods, "old-2", "new-2");
        // Its first seconds are its warm-up, however late it came.
        pods.Sicken("new-2", 39);
        pods.Run(4);
        pods.Sicken("new-2", 0);
        pods.Run(45);

        Assert.Equal(Decision.Promote, agent.Verdict().Decision);
    }

    [Fact]
    public void The_end_of_old_pods_is_no_failure()
    {
        using var agent = Six(out var pods);
        Roll(agent);
        pods.Run(2);
        foreach (var number in Enumerable.Range(1, 6))
        {
            pods.Add($"new-{number}", "2");
            pods.Run(2);
            pods.Silence($"old-{number}");
            pods.Run(4);
            pods.Remove($"old-{number}");
        }

        pods.Run(45);
        Assert.Equal(Decision.Promote, agent.Verdict().Decision);
    }

    [Fact]
    public void A_new_pod_that_answers_no_more_is_rolled_back()
    {
        using var agent = Six(out var pods);
        Roll(agent);
        pods.Run(2);
        Replace(pods, "old-1", "new-1");
        Replace(pods, "old-2", "new-2");
        pods.Run(12);
        pods.Silence("new-2");
        pods.Run(15);

        Assert.Equal(Decision.Rollback, agent.Verdict().Decision);
        Assert.Contains("new-2", agent.Verdict().Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Pods_with_the_version_that_runs_already_are_no_deployment()
    {
        using var agent = Six(out var pods);
        Replace(pods, "old-1", "old-7");
        pods.Add("old-8", "1");
        pods.Run(10);

        Assert.Empty(agent.Ask.All(10));
    }

    [Fact]
    public void Pods_with_another_version_that_nobody_announced_are_watched_and_told()
    {
        using var agent = Six(out var pods);
        Replace(pods, "old-1", "new-1");
        pods.Run(10);

        var observed = Assert.Single(agent.Ask.All(10));
        Assert.Equal(("2", "1"), (observed.Version, observed.PreviousVersion));
    }

    [Fact]
    public void The_same_version_once_more_is_no_reason_to_roll_back()
    {
        using var agent = Six(out var pods);
        agent.Start(version: "1", previous: "1", with: started => started with { Strategy = Strategy.Rolling });
        pods.Run(2);
        foreach (var number in Enumerable.Range(1, 6)) Replace(pods, $"old-{number}", $"again-{number}");
        pods.Run(45);

        Assert.Equal(Decision.Promote, agent.Verdict().Decision);
    }

    [Fact]
    public void A_crash_loop_of_a_new_pod_is_a_failure_at_once_and_one_of_an_old_pod_is_none()
    {
        using var agent = Six(out var pods);
        Roll(agent);
        pods.Run(2);
        Replace(pods, "old-1", "new-1");
        pods.Run(2);
        pods.Fail("old-3", "container app ends again and again");
        pods.Run(2);
        Assert.Empty(agent.Status().Verdicts);
        pods.Fail("new-1", "container app ends again and again");
        pods.Run(2);

        Assert.Equal(Decision.Rollback, agent.Verdict().Decision);
        Assert.Contains("again and again on new-1", agent.Verdict().Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void After_a_restart_of_the_agent_in_mid_watch_the_groups_are_the_same()
    {
        using var agent = Six(out var pods);
        Roll(agent);
        pods.Run(2);
        Replace(pods, "old-1", "new-1");
        Replace(pods, "old-2", "new-2");
        pods.Run(10);
        agent.Restart(TimeSpan.FromSeconds(2));
        pods.Run(4);
        pods.Sicken("new-1");
        pods.Sicken("new-2");
        pods.Run(25);

        Assert.Equal(Decision.Rollback, agent.Verdict().Decision);
        Assert.Equal(["new-1", "new-2"], agent.Verdict().Instances);
    }

    private static WatchedAgent Six(out FakePods pods)
    {
        var agent = new WatchedAgent();
        agent.Shop.Unseen = true;
        pods = new FakePods(agent);
        foreach (var number in Enumerable.Range(1, 6)) pods.Add($"old-{number}", "1", arrived: false);
        pods.Run(75);
        return agent;
    }

    private static void Roll(WatchedAgent agent) =>
        agent.Start(with: started => started with { Strategy = Strategy.Rolling });

    private static void Replace(FakePods pods, string old, string next)
    {
        pods.Remove(old);
        pods.Add(next, next.StartsWith("new", StringComparison.Ordinal) ? "2" : "1");
    }
}
