using Bellwether.Agent.Journal;
using Bellwether.Contracts.Deployments;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Tests.Watching;

public sealed class RestartTests
{
    [Fact]
    public void A_watch_goes_on_where_it_was_with_the_same_t0_and_the_same_plan()
    {
        using var agent = WatchedAgent.Experienced();
        agent.Deploy();
        agent.Run(8);
        var before = agent.Status();
        var plan = agent.Room.Book.Find("shop-2")!.Plan;
        agent.Restart(TimeSpan.FromSeconds(3));
        agent.Run(1);
        Assert.Equal(before.T0, agent.Status().T0);
        Assert.Equal(plan.Policy, agent.Room.Book.Find("shop-2")!.Plan.Policy);
        Assert.Equal(plan.Rules, agent.Room.Book.Find("shop-2")!.Plan.Rules);
        agent.RunUntil("shop-2", DeploymentState.Baking, 40);
        Assert.Single(agent.Verdicts());
    }

    [Fact]
    public void Zero_is_a_time_that_survives_a_restart()
    {
        using var agent = new WatchedAgent(WatchedAgent.Short with { Bake = TimeSpan.Zero, WarmUp = TimeSpan.Zero });
        agent.Run(2);
        agent.Start();
        var plan = agent.Room.Book.Find("shop-2")!.Plan;
        agent.Restart(TimeSpan.FromSeconds(1));
        Assert.Equal(plan.Policy, agent.Room.Book.Find("shop-2")!.Plan.Policy);
    }

    [Fact]
    public void The_time_away_counts_and_the_deadline_is_told_at_the_first_breath()
    {
        using var agent = WatchedAgent.Experienced();
        agent.Start();
        agent.Run(70);
        agent.Restart(TimeSpan.FromSeconds(60));
        Assert.Equal(DeploymentState.Announced, agent.Status().State);
        agent.Round();
        Assert.Equal(Cause.NotDeployed, agent.Verdict().Cause);
    }

    [Fact]
    public void Restarts_again_and_again_neither_lengthen_nor_shorten_the_time_there_is()
    {
        using var agent = WatchedAgent.Experienced();
        agent.Start();
        for (var i = 0; i < 11; i++)
        {
            agent.Run(7);
            agent.Restart(TimeSpan.FromSeconds(3));
        }

        agent.Run(9);
        Assert.Equal(DeploymentState.Announced, agent.Status().State);
        agent.Run(2);
        Assert.Equal(Cause.NotDeployed, agent.Verdict().Cause);
    }

    [Fact]
    public void What_was_said_survives()
    {
        using var agent = WatchedAgent.Experienced();
        agent.Deploy();
        agent.Hold();
        agent.Restart(TimeSpan.FromSeconds(1));
        agent.Run(40);
        Assert.Equal("ada: wait for me", agent.Status().Held);
        Assert.Equal(DeploymentState.Watching, agent.Status().State);
    }

    [Fact]
    public void A_recovery_goes_on_after_a_restart()
    {
        using var agent = WatchedAgent.Experienced();
        agent.Deploy();
        agent.Shop.Errors = 10;
        agent.RunUntil("shop-2", DeploymentState.AwaitingRollback, 30);
        agent.Shop.Errors = 0;
        agent.Shop.Replace("1");
        agent.Run(1);
        agent.RolledBack();
        agent.Run(3);
        agent.Restart(TimeSpan.FromSeconds(2));
        agent.RunUntil("shop-2", DeploymentState.Closed, 40);
        Assert.True(agent.Status().Recovery!.Recovered);
    }

    [Fact]
    public void Without_a_durable_journal_there_is_no_verdict_and_the_gate_says_so()
    {
        using var agent = WatchedAgent.Experienced(
            limits: new JournalLimits { MaxBytesEver = 96 << 10, ReserveBytes = 16 << 10 });
        agent.Deploy();
        Fill(agent);
        agent.Shop.Errors = 10;
        agent.Run(40);
        Assert.Equal(DeploymentState.Watching, agent.Status().State);
        Assert.Empty(agent.Verdicts());
        Assert.Equal((Decision.Inconclusive, Cause.AgentUnwell), (agent.Gate().Decision, agent.Gate().Cause));
        Assert.Contains(
            agent.Ask.Preflight(new() { Service = "shop", Environment = WatchedAgent.Environment })!.Reasons,
            reason => reason.Code == "agent-unwell");
        Assert.Throws<JournalUnavailableException>(() => agent.Hold());
        Assert.Null(agent.Status().Held);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(-1, 0)]
    [InlineData(1, 10)]
    [InlineData(-1, 10)]
    public void A_wall_clock_that_jumps_neither_makes_nor_loses_a_verdict(int hours, int errors)
    {
        using var agent = WatchedAgent.Experienced();
        agent.Deploy();
        agent.Run(6);
        agent.Time.Step(TimeSpan.FromHours(hours));
        agent.Run(2);
        Assert.Equal(DeploymentState.Watching, agent.Status().State);
        agent.Shop.Errors = errors;
        agent.RunUntil("shop-2", errors > 0 ? DeploymentState.AwaitingRollback : DeploymentState.Baking, 40);
        Assert.Single(agent.Verdicts());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void The_deadline_is_the_same_when_the_wall_clock_jumps(int hours)
    {
        using var agent = WatchedAgent.Experienced();
        agent.Start();
        agent.Run(60);
        agent.Time.Step(TimeSpan.FromHours(hours));
        agent.Run(58);
        Assert.Equal(DeploymentState.Announced, agent.Status().State);
        agent.Run(3);
        Assert.Equal(Cause.NotDeployed, agent.Verdict().Cause);
    }

    [Fact]
    public void The_clock_is_followed_once_nothing_is_open()
    {
        using var agent = WatchedAgent.Experienced();
        agent.Time.Step(TimeSpan.FromHours(-1));
        agent.Run(2);
        Assert.Equal(agent.Time.GetUtcNow(), agent.Now);
    }

    [Fact]
    public void A_deployment_that_only_waits_writes_no_account_of_time()
    {
        using var agent = WatchedAgent.Experienced(WatchedAgent.Short with { Bake = TimeSpan.FromMinutes(30) });
        agent.Deploy();
        agent.RunUntil("shop-2", DeploymentState.Baking);
        var before = agent.Journal.LastSequence;
        agent.Run(180);
        Assert.Equal(before, agent.Journal.LastSequence);
    }

    private static void Fill(WatchedAgent agent)
    {
        try
        {
            for (var i = 0; i < 10_000; i++)
                agent.Journal.Append(_ => [new JournalEntry("filler", null, null, new byte[512])]);
        }
        catch (JournalUnavailableException)
        {
            // That is the state that was wanted; the smallest record fits no more either.
            while (agent.Journal.Health.Durable) agent.Journal.Append(
                _ => [new JournalEntry("filler", null, null, new byte[64])]);
        }
    }
}
