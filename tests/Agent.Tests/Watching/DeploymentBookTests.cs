using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Journal;
using Bellwether.Agent.Tests.Deployments;
using Bellwether.Agent.Tests.Storage;
using Bellwether.Agent.Watching;
using Bellwether.Contracts.Deployments;
using Bellwether.Contracts.Verdicts;
using Bellwether.Tests;
using Xunit.Abstractions;
using static Bellwether.Agent.Deployments.DeploymentEvent;

namespace Bellwether.Agent.Tests.Watching;

public sealed class DeploymentBookTests(ITestOutputHelper output)
{
    private static readonly EventRecords Records = new("demo", "agent");

    [Fact]
    public void Thousands_of_deployments_with_their_judged_points_cost_little_at_the_start()
    {
        const int Many = 2000;
        using var folder = new TemporaryFolder();
        var time = new FakeTimeProvider(A.Noon);
        using var journal = DeploymentJournal.Open(folder.Path, time);
        for (var i = 0; i < Many; i += 100)
        {
            time.Advance(TimeSpan.FromDays(1));
            journal.Append(_ => [.. Enumerable.Range(i, 100).SelectMany(n => Life(n, time.GetUtcNow()))]);
        }

        _ = new DeploymentBook(journal, Records);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var began = TimeProvider.System.GetTimestamp();
        var book = new DeploymentBook(journal, Records);
        var took = TimeProvider.System.GetElapsedTime(began);
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        output.WriteLine($"{Many} deployments: {took.TotalMilliseconds:0} ms, {bytes / 1024.0 / 1024:0.0} MiB");

        Assert.Equal(DeploymentBook.MostClosed, book.All.Count);
        Assert.True(took < TimeSpan.FromSeconds(2), $"{took}");
        Assert.True(bytes < 20 << 20, $"{bytes}");
        Assert.Equal(Decision.Promote, book.Find("shop-0")!.Standing);
        Assert.Null(book.Find("unknown"));
    }

    [Fact]
    public void What_is_too_old_is_not_read_at_the_start_but_found_when_asked_for()
    {
        using var folder = new TemporaryFolder();
        var time = new FakeTimeProvider(A.Noon);
        using var journal = DeploymentJournal.Open(folder.Path, time);
        journal.Append(_ => [.. Life(1, A.Noon)]);
        time.Advance(DeploymentBook.Held + TimeSpan.FromDays(1));
        journal.Append(_ => [.. Life(2, time.GetUtcNow())]);
        var book = new DeploymentBook(journal, Records);
        Assert.Equal("shop-2", Assert.Single(book.All).Id);
        Assert.Equal(DeploymentState.Closed, book.Find("shop-1")!.State);
    }

    [Fact]
    public void What_was_open_when_the_agent_ended_is_open_however_long_it_was_away()
    {
        using var folder = new TemporaryFolder();
        var time = new FakeTimeProvider(A.Noon);
        using var journal = DeploymentJournal.Open(folder.Path, time);
        journal.Append(_ => [.. Life(1, A.Noon).Take(2)]);
        time.Advance(DeploymentBook.Held + DeploymentBook.Held);
        Assert.True(Assert.Single(new DeploymentBook(journal, Records).All).IsOpen);
    }

    [Fact]
    public void One_that_began_before_what_is_read_is_whole()
    {
        using var folder = new TemporaryFolder();
        var time = new FakeTimeProvider(A.Noon);
        using var journal = DeploymentJournal.Open(folder.Path, time);
        var life = Life(1, A.Noon).ToList();
        journal.Append(_ => [.. life.Take(2)]);
        time.Advance(DeploymentBook.Held + TimeSpan.FromDays(1));
        journal.Append(_ => [.. life.Skip(2)]);
        var found = Assert.Single(new DeploymentBook(journal, Records).All);
        Assert.Equal((A.Noon, Decision.Promote), (found.Current.T0, found.Standing));
    }

    private static IEnumerable<JournalEntry> Life(int number, DateTimeOffset at)
    {
        var id = $"shop-{number}";
        var accepted = new Accepted(
            A.Start(id), new JudgePlan { Policy = new PolicyPlan { Bake = TimeSpan.Zero }, Rules = [] }, "sha256:0",
            Mode.Gate, new Dictionary<string, int> { ["box"] = 1 }, Unannounced: false)
        { At = at };
        yield return Records.Write(id, 1, accepted);
        yield return Records.Write(id, 1, new NewVersionSeen(0, at, null) { At = at });
        yield return Records.Write(id, 1, new Finished { At = at });
        yield return Records.Write(id, 1, Verdict(id, at));
        yield return new JournalEntry(JournalLimits.Judged, id, $"judged:{id}", new byte[64 << 10]);
    }

    private static VerdictReached Verdict(string id, DateTimeOffset at)
    {
        var verdict = A.Verdict(Decision.Promote).Verdict;
        return new(verdict with
        {
            VerdictId = VerdictIssued.IdOf(id, "agent", Phase.Watch, 0, 1),
            DeploymentId = id,
            DecidedAt = at,
            Evidence = [.. Enumerable.Range(0, 4).Select(n => new Evidence
            {
                Rule = $"rule-{n}",
                Signal = "app.errors",
                Outcome = Outcome.Pass,
                Method = "counts",
                Unit = "ratio",
                Explanation = "0.1 % of 21 600 requests failed, was 0.1 % of 21 600 requests",
            })],
        })
        { At = at };
    }
}
