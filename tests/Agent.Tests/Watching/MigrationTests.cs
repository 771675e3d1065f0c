using Bellwether.Agent.Watching.Replaying;
using Bellwether.Contracts.Deployments;
using Bellwether.Contracts.Verdicts;
using Bellwether.Probes;

namespace Bellwether.Agent.Tests.Watching;

/// <summary>A migration since the start makes undoing unsafe, whenever it was seen.</summary>
public sealed class MigrationTests
{
    private const string Ran = "migration V2__drop_column.sql ran (Flyway, public.flyway_schema_history of box)";

    private static readonly string[] s_seven = [.. Enumerable.Range(1, 7).Reverse().Select(i => $"V{i}")];
    private static readonly string[] s_eight = ["V8", .. s_seven];

    private long _reports;

    [Fact]
    public void A_migration_since_the_start_makes_undoing_unsafe_and_is_named_with_the_rule()
    {
        using var agent = Migrated(Mark("V1__init.sql"));
        agent.Start();
        agent.Shop.Migrations = [Mark("V2__drop_column.sql", "V1__init.sql")];
        BreakTheNewVersion(agent);
        var verdict = agent.Verdict();
        Assert.Equal((Decision.Inconclusive, Cause.RollbackUnsafe), (verdict.Decision, verdict.Cause));
        Assert.Equal([Ran], verdict.RollbackSafety.Reasons);
        Assert.Contains("requests failed", verdict.Summary, StringComparison.Ordinal);
        Assert.Contains("V2__drop_column.sql", verdict.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void A_migration_that_a_sidecar_sees_makes_undoing_unsafe()
    {
        using var agent = Unread();
        ReportMigrations(agent, "pod-1", "V1__init.sql");
        agent.Start();
        ReportMigrations(agent, "pod-1", "V2__drop_column.sql", "V1__init.sql");
        BreakTheNewVersion(agent);
        var verdict = agent.Verdict();
        Assert.Equal((Decision.Inconclusive, Cause.RollbackUnsafe), (verdict.Decision, verdict.Cause));
        Assert.Equal([Ran], verdict.RollbackSafety.Reasons);
    }

    [Fact]
    public void Pods_with_a_database_each_that_are_not_as_far_are_no_reason()
    {
        using var agent = Unread();
        TellOfTwo(agent, s_seven, s_eight);
        agent.Start();
        TellOfTwo(agent, s_seven, s_eight);
        BreakTheNewVersion(agent, DeploymentState.AwaitingRollback);
        Assert.Equal(Decision.Rollback, agent.Verdict().Decision);
    }

    [Fact]
    public void Of_pods_with_a_database_each_the_one_whose_database_changed_is_noticed()
    {
        using var agent = Unread();
        TellOfTwo(agent, s_seven, s_eight);
        agent.Start();
        TellOfTwo(agent, s_eight, s_eight);
        BreakTheNewVersion(agent);
        Assert.Equal(["migration V8 ran (Flyway, public.flyway_schema_history of box)"],
            agent.Verdict().RollbackSafety.Reasons);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_new_pod_tells_of_a_migration_that_no_pod_before_it_had_seen(bool more)
    {
        using var agent = Unread();
        TellOfTwo(agent, s_seven, s_seven);
        agent.Start();
        ReportMigrations(agent, "pod-3", more ? s_eight : s_seven);
        BreakTheNewVersion(agent, more ? DeploymentState.Closed : DeploymentState.AwaitingRollback);
        Assert.Equal(more ? ["migration V8 ran (Flyway, public.flyway_schema_history of box)"] : [],
            agent.Verdict().RollbackSafety.Reasons);
    }

    [Fact]
    public void A_new_pod_at_one_of_several_databases_is_no_reason()
    {
        using var agent = Unread();
        TellOfTwo(agent, s_seven, s_eight);
        agent.Start();
        ReportMigrations(agent, "pod-3", s_eight);
        ReportMigrations(agent, "pod-4", s_seven);
        BreakTheNewVersion(agent, DeploymentState.AwaitingRollback);
        Assert.Equal(Decision.Rollback, agent.Verdict().Decision);
    }

    [Fact]
    public void Where_the_agent_looks_itself_a_sidecar_that_sees_another_database_is_no_reason()
    {
        using var agent = Migrated(Mark("V1__init.sql"));
        ReportMigrations(agent, "pod-1", s_seven);
        agent.Start();
        ReportMigrations(agent, "pod-1", s_eight);
        BreakTheNewVersion(agent, DeploymentState.AwaitingRollback);
        Assert.Equal(Decision.Rollback, agent.Verdict().Decision);
    }

    [Fact]
    public void Pods_as_far_as_each_other_are_journaled_once()
    {
        using var agent = Unread();
        TellOfTwo(agent, s_seven, s_seven);
        agent.Start();
        TellOfTwo(agent, s_seven, s_seven);
        agent.Run(2);
        Assert.Single(agent.Room.Book.All.Single(one => one.Id == "shop-2").MigrationsBefore);
    }

    [Fact]
    public void A_migration_before_the_start_is_no_reason()
    {
        using var agent = Migrated(Mark("V2__drop_column.sql", "V1__init.sql"));
        agent.Start();
        BreakTheNewVersion(agent, DeploymentState.AwaitingRollback);
        Assert.Equal(Decision.Rollback, agent.Verdict().Decision);
    }

    [Fact]
    public void A_migration_that_can_be_undone_is_no_reason()
    {
        using var agent = Migrated(Mark("V1__init.sql"));
        agent.Start();
        agent.Shop.Migrations =
            [Mark("V2__drop_column.sql", "V1__init.sql") with { Reversible = ["V2__drop_column.sql"] }];
        BreakTheNewVersion(agent, DeploymentState.AwaitingRollback);
        Assert.Equal(Decision.Rollback, agent.Verdict().Decision);
    }

    [Fact]
    public void A_restart_of_the_agent_forgets_no_migration()
    {
        using var agent = Migrated(Mark("V1__init.sql"));
        agent.Start();
        agent.Shop.Migrations = [Mark("V2__drop_column.sql", "V1__init.sql")];
        agent.Run(1);
        // Nobody sees the database any more after it.
        agent.Shop.Migrations = null;
        agent.Restart(TimeSpan.FromSeconds(1));
        BreakTheNewVersion(agent);
        Assert.Equal([Ran], agent.Verdict().RollbackSafety.Reasons);
    }

    [Fact]
    public void A_migration_while_the_agent_was_away_is_seen_when_it_is_back()
    {
        using var agent = Migrated(Mark("V1__init.sql"));
        agent.Start();
        agent.Shop.Migrations = [Mark("V2__drop_column.sql", "V1__init.sql")];
        agent.Restart(TimeSpan.FromSeconds(3));
        BreakTheNewVersion(agent);
        Assert.Equal([Ran], agent.Verdict().RollbackSafety.Reasons);
    }

    [Fact]
    public void Where_nobody_saw_how_far_the_database_had_come_going_back_is_unsafe()
    {
        using var agent = Unread();
        agent.Start();
        agent.Shop.Migrations = [Mark("V2__drop_column.sql", "V1__init.sql")];
        BreakTheNewVersion(agent);
        var verdict = agent.Verdict();
        Assert.Equal((Decision.Inconclusive, Cause.RollbackUnsafe), (verdict.Decision, verdict.Cause));
        Assert.Equal(["how far the database had come before is not known: box told it only after the announcement"],
            verdict.RollbackSafety.Reasons);
    }

    [Fact]
    public void A_database_without_migrations_that_is_first_seen_after_the_announcement_is_no_reason()
    {
        using var agent = Unread();
        agent.Start();
        agent.Shop.Migrations = [Mark()];
        BreakTheNewVersion(agent, DeploymentState.AwaitingRollback);
        Assert.Equal(Decision.Rollback, agent.Verdict().Decision);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Where_it_is_first_seen_after_the_announcement_the_deployment_before_knew_how_far_it_had_come(bool more)
    {
        using var agent = Migrated(Mark("V1__init.sql"));
        agent.Start("shop-1", version: "1", previous: "0");
        // The deployment before had a migration of its own, which is not told again.
        agent.Shop.Migrations = [Mark("V1a__more.sql", "V1__init.sql")];
        agent.Run(2);
        agent.Shop.Migrations = null;
        agent.Restart(TimeSpan.FromSeconds(1));
        agent.Start();
        agent.Shop.Migrations = [more ? Mark("V2__drop_column.sql", "V1a__more.sql", "V1__init.sql")
            : Mark("V1a__more.sql", "V1__init.sql")];
        BreakTheNewVersion(agent, more ? DeploymentState.Closed : DeploymentState.AwaitingRollback);
        Assert.Equal(more ? [Ran] : [], agent.Verdict().RollbackSafety.Reasons);
    }

    [Fact]
    public void The_verdict_is_replayed_byte_for_byte()
    {
        using var agent = Migrated(Mark("V1__init.sql"));
        agent.Start();
        agent.Shop.Migrations = [Mark("V2__drop_column.sql", "V1__init.sql")];
        BreakTheNewVersion(agent);
        var replayed = Assert.Single(VerdictReplay.Of(agent.Journal.OfDeployment("shop-2")));
        Assert.Equal(ReplayOutcome.Same, replayed.Outcome);
        Assert.Equal(Cause.RollbackUnsafe, replayed.Recorded.Cause);
    }

    [Fact]
    public void While_it_bakes_a_migration_keeps_the_promote_from_being_withdrawn()
    {
        using var agent = Migrated(Mark("V1__init.sql"));
        agent.Deploy();
        agent.RunUntil("shop-2", DeploymentState.Baking);
        agent.Shop.Migrations = [Mark("V2__drop_column.sql", "V1__init.sql")];
        agent.Run(1);
        agent.Shop.Errors = 20;
        agent.RunUntil("shop-2", DeploymentState.Closed, 90);
        Assert.Equal(Decision.Promote, agent.Verdict().Decision);
    }

    /// <summary>An agent that has never seen a table of migrations, because its looks at them are rare or were
    /// locked out.</summary>
    private static WatchedAgent Unread()
    {
        var agent = new WatchedAgent();
        agent.Run(75);
        return agent;
    }

    private static WatchedAgent Migrated(MigrationMark mark)
    {
        var agent = new WatchedAgent();
        agent.Shop.Migrations = [mark];
        agent.Run(75);
        return agent;
    }

    private void TellOfTwo(WatchedAgent agent, string[] one, string[] two)
    {
        ReportMigrations(agent, "pod-1", one);
        agent.Run(1);
        ReportMigrations(agent, "pod-2", two);
        agent.Run(1);
    }

    private void ReportMigrations(WatchedAgent agent, string instance, params string[] newestFirst) =>
        Assert.True(agent.Room.Signals.Report(new()
        {
            Service = "shop",
            Environment = WatchedAgent.Environment,
            Instance = instance,
            RunStartedAt = DateTimeOffset.UnixEpoch,
            Sequence = ++_reports,
            SentAt = agent.Now,
            ClosedUntil = DateTimeOffset.FromUnixTimeSeconds(agent.Now.ToUnixTimeSeconds()),
            IntervalSeconds = 1,
            Migrations =
            [
                new()
                {
                    Probe = "box",
                    At = agent.Now,
                    Tables =
                    [
                        new()
                        {
                            Tool = "Flyway", Table = "public.flyway_schema_history", Count = newestFirst.Length,
                            Named = true, Names = newestFirst,
                        },
                    ],
                },
            ],
        }).Counted);

    private static void BreakTheNewVersion(
        WatchedAgent agent, DeploymentState until = DeploymentState.Closed)
    {
        agent.Run(2);
        agent.Shop.Replace("2");
        agent.Run(1);
        agent.Finish();
        agent.Shop.Errors = 10;
        agent.RunUntil("shop-2", until, 40);
    }

    private static MigrationMark Mark(params string[] newestFirst) => new()
    {
        Tool = "Flyway",
        Table = "public.flyway_schema_history",
        Count = newestFirst.Length,
        Names = newestFirst,
    };
}
