using Bellwether.Agent.Journal;
using Bellwether.Agent.Tests.Storage;
using Bellwether.Tests;

namespace Bellwether.Agent.Tests.Journal;

public sealed class JournalPruningTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Bulky_bodies_go_after_400_days_and_the_chain_stays_sound()
    {
        using var journal = DeploymentJournal.Open(_folder.Path, _time);
        var head = journal.Append(_ => [Entries.Judged(5000), Entries.Verdict("v", "kept")])[^1].Hash;
        _time.Advance(TimeSpan.FromDays(399));
        Assert.Equal(0, journal.Prune(_ => false));
        _time.Advance(TimeSpan.FromDays(2));
        Assert.Equal(1, journal.Prune(_ => false));
        Assert.Equal((true, 0), (journal.At(1)!.Pruned, journal.At(1)!.Entry.Body.Length));
        Assert.Equal("kept", journal.Find("v")!.Text());
        var report = journal.Verify(head);
        Assert.Equal((true, 1), (report.Sound, report.PrunedBodies));
    }

    [Fact]
    public void Short_of_room_the_oldest_of_closed_deployments_go_and_no_more_than_needed()
    {
        using var journal = DeploymentJournal.Open(_folder.Path, _time, new JournalLimits { MaxBytes = 1 << 20 });
        for (var i = 0; i < 10; i++) journal.Add(Entries.Judged(100_000, $"d{i}"));
        var pruned = journal.Prune(id => id != "d0");
        Assert.Equal(1, pruned);
        Assert.Equal([false, true, false], new[] { 1L, 2L, 3L }.Select(s => journal.At(s)!.Pruned));
        Assert.Empty(journal.Verify(null).Faults);
    }

    [Fact]
    public void Over_the_limit_a_bulky_body_is_not_kept_and_verdicts_are()
    {
        using var journal = DeploymentJournal.Open(_folder.Path, _time, new JournalLimits { MaxBytes = 200_000 });
        for (var i = 0; i < 10; i++) journal.Append(_ => [Entries.Judged(50_000), Entries.Verdict($"v{i}", "kept")]);
        Assert.InRange(journal.Health.Bytes, 1, 300_000);
        Assert.Equal("kept", journal.Find("v9")!.Text());
        Assert.True(journal.OfDeployment("d1")[^2].Pruned);
        Assert.Empty(journal.Verify(null).Faults);
    }
}
