using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Bellwether.Agent.Journal;
using Bellwether.Agent.Watching.Replaying;
using Bellwether.Contracts.Deployments;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Tests.Watching.Replaying;

/// <summary>A deployment that was judged, judged again from the journal alone.</summary>
public sealed class VerdictReplayTests
{
    [Theory]
    [InlineData(1, DeploymentState.Baking, Decision.Promote)]
    [InlineData(2, DeploymentState.AwaitingRollback, Decision.Rollback)]
    public void A_verdict_of_the_placebo_judge_is_the_same_byte_for_byte(
        double factor, DeploymentState state, Decision decision)
    {
        using var agent = TwoDays.Agent();
        TwoDays.Deploy(agent, factor);
        TwoDays.RunUntil(agent, state);
        var replayed = Assert.Single(Replayed(agent));
        Assert.Equal((decision, ReplayOutcome.Same), (replayed.Recorded.Decision, replayed.Outcome));
        Assert.Empty(replayed.Differences);
    }

    [Fact]
    public void So_is_an_inconclusive_one()
    {
        using var agent = TwoDays.Agent(days: 0.45);
        TwoDays.Deploy(agent, factor: 1);
        TwoDays.RunUntil(agent, DeploymentState.Closed);
        var replayed = Assert.Single(Replayed(agent));
        Assert.Equal((Cause.NoBaseline, ReplayOutcome.Same), (replayed.Recorded.Cause, replayed.Outcome));
    }

    [Fact]
    public void So_are_all_verdicts_of_steps_a_bake_and_a_restarted_agent()
    {
        using var agent = TwoDays.Agent();
        TwoDays.Deploy(agent, factor: 1, with: start => start with { Strategy = Strategy.Canary });
        TwoDays.RunUntil(agent, DeploymentState.BetweenSteps);
        agent.Step(1);
        agent.RunMinutes(3);
        agent.Restart(TimeSpan.FromSeconds(10));
        TwoDays.RunUntil(agent, DeploymentState.BetweenSteps);
        agent.Finish();
        agent.Shop.Load = at => 4 * TwoDays.LevelAt(at);
        TwoDays.RunUntil(agent, DeploymentState.AwaitingRollback);
        Assert.Equal(
            [(Phase.Watch, 0, ReplayOutcome.Same), (Phase.Watch, 1, ReplayOutcome.Same),
                (Phase.Bake, 1, ReplayOutcome.Same)],
            Replayed(agent).Select(of => (of.Recorded.Phase, of.Recorded.Step, of.Outcome)));
    }

    [Fact]
    public void So_are_the_default_rules_at_points_of_a_second()
    {
        using var agent = WatchedAgent.Experienced();
        agent.Deploy();
        agent.Shop.Errors = 20;
        agent.RunUntil("shop-2", DeploymentState.AwaitingRollback);
        Assert.Equal(ReplayOutcome.Same, Assert.Single(Replayed(agent)).Outcome);
    }

    [Fact]
    public void So_is_what_a_person_decided_and_what_was_called_off()
    {
        using var agent = WatchedAgent.Experienced();
        agent.Deploy();
        agent.Run(3);
        agent.Override(Decision.Rollback);
        agent.RolledBack();
        Assert.Equal(ReplayOutcome.Same, Assert.Single(Replayed(agent)).Outcome);

        using var other = WatchedAgent.Experienced();
        other.Deploy();
        other.Watcher.Cancel(new() { DeploymentId = "shop-2" });
        Assert.Equal(ReplayOutcome.Same, Assert.Single(Replayed(other)).Outcome);
    }

    [Fact]
    public void What_was_learned_and_changed_later_is_found()
    {
        using var agent = TwoDays.Agent();
        TwoDays.Deploy(agent, factor: 2);
        TwoDays.RunUntil(agent, DeploymentState.AwaitingRollback);
        var changed = Records(agent, JournalLimits.Calibration,
            text => text.Replace("\"placebos\":", "\"placebos\":1", StringComparison.Ordinal));
        var replayed = Assert.Single(VerdictReplay.Of(changed));
        Assert.Equal(ReplayOutcome.Different, replayed.Outcome);
        Assert.Contains(
            replayed.Differences, of => of.Path.EndsWith(".placebos", StringComparison.Ordinal));
    }

    [Fact]
    public void A_point_that_was_changed_later_is_found()
    {
        using var agent = TwoDays.Agent();
        TwoDays.Deploy(agent, factor: 2);
        TwoDays.RunUntil(agent, DeploymentState.AwaitingRollback);
        var changed = Records(agent, JournalLimits.Judged,
            text => Regex.Replace(text, @",0\.[4-7]", ",0.9"));
        Assert.Equal(ReplayOutcome.Different, Assert.Single(VerdictReplay.Of(changed)).Outcome);
    }

    [Fact]
    public void What_an_older_build_wrote_is_told_as_such()
    {
        using var agent = TwoDays.Agent();
        TwoDays.Deploy(agent, factor: 2);
        TwoDays.RunUntil(agent, DeploymentState.AwaitingRollback);
        var older = Records(agent, JournalLimits.Judged,
            _ => """{"announcedAt":"2026-01-01T00:00:00+00:00","signals":{}}""");
        var replayed = Assert.Single(VerdictReplay.Of(older));
        Assert.Equal(ReplayOutcome.Unknown, replayed.Outcome);
        Assert.Equal("an older build wrote it down, without what a replay needs", replayed.WhyNot);
    }

    [Fact]
    public void Without_its_points_nothing_is_told()
    {
        using var agent = TwoDays.Agent();
        TwoDays.Deploy(agent, factor: 2);
        TwoDays.RunUntil(agent, DeploymentState.AwaitingRollback);
        var without = agent.Journal.OfDeployment("shop-2")
            .Where(record => record.Entry.Kind != JournalLimits.Judged).ToList();
        Assert.Equal(ReplayOutcome.Unknown, Assert.Single(VerdictReplay.Of(without)).Outcome);
    }

    [Fact]
    public void A_verdict_from_before_anything_was_learned_is_replayed_without()
    {
        using var agent = TwoDays.Agent();
        agent.Start();
        agent.Watcher.Cancel(new() { DeploymentId = "shop-2" });
        Assert.Equal(ReplayOutcome.Same, Assert.Single(Replayed(agent)).Outcome);
    }

    /// <summary>As the command reads them, while the agent runs.</summary>
    private static IReadOnlyList<ReplayedVerdict> Replayed(WatchedAgent agent) =>
        VerdictReplay.Of(JournalFolder.OfDeployment(agent.Folder, "shop-2"));

    /// <summary>The records of the deployment, those of a kind with another text.</summary>
    private static IReadOnlyList<JournalRecord> Records(
        WatchedAgent agent, string kind, Func<string, string> change) =>
    [
        .. agent.Journal.OfDeployment("shop-2").Select(record => record.Entry.Kind != kind ? record
            : record with { Entry = record.Entry with { Body = Packed(change(Unpacked(record.Entry.Body))) } }),
    ];

    private static string Unpacked(ReadOnlyMemory<byte> body)
    {
        using var reader = new StreamReader(
            new GZipStream(new MemoryStream(body.ToArray()), CompressionMode.Decompress), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static byte[] Packed(string text)
    {
        using var bytes = new MemoryStream();
        using (var packed = new GZipStream(bytes, CompressionLevel.Fastest)) packed.Write(Encoding.UTF8.GetBytes(text));
        return bytes.ToArray();
    }
}
