using Bellwether.Agent.Judging;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Tests.Judging;

public sealed class DecisionTableTests
{
    /// <summary>Every combination of what the table asks about: 2^12 states, times each missing cause and
    /// none.</summary>
    private static IEnumerable<Standing> AllStandings()
    {
        Cause?[] causes = [null, .. Enum.GetValues<Cause>().Where(cause => cause >= Cause.NoData).Cast<Cause?>()];
        for (var bits = 0; bits < 1 << 12; bits++)
            foreach (var cause in causes)
            {
                bool Bit(int at) => (bits >> at & 1) == 1;
                yield return new()
                {
                    Unwell = Bit(0),
                    IdentityConflict = Bit(1),
                    Superseded = Bit(2),
                    Cancelled = Bit(3),
                    Deployed = Bit(4),
                    DeadlinePassed = Bit(5),
                    Fails = Bit(6),
                    AllPreExisting = Bit(7),
                    AllShared = Bit(8),
                    RollbackUnsafe = Bit(9),
                    Ended = Bit(10),
                    MayPromote = Bit(11),
                    Missing = cause,
                };
            }
    }

    [Fact]
    public void The_first_row_that_holds_decides_in_every_combination()
    {
        var told = 0;
        foreach (var at in AllStandings())
        {
            Assert.Equal(Expected(at), DecisionTable.Decide(at));
            told++;
        }

        Assert.Equal(4096 * 8, told);
    }

    [Fact]
    public void A_cause_is_said_exactly_when_it_is_inconclusive() => Assert.All(AllStandings(), at =>
    {
        var (decision, cause) = DecisionTable.Decide(at);
        Assert.Equal(decision == Decision.Inconclusive, cause is not null);
    });

    [Fact]
    public void Nothing_is_promoted_that_fails_or_misses_something() => Assert.All(AllStandings(), at =>
    {
        if (DecisionTable.Decide(at).Decision != Decision.Promote) return;
        Assert.False(at.Fails);
        Assert.Null(at.Missing);
        Assert.True(at.Deployed);
    });

    /// <summary>The table as a list of rows, read from the top: another way of writing it than the judge's.</summary>
    private static (Decision, Cause?) Expected(Standing at)
    {
        (bool Holds, Cause? Cause, Decision Decision, bool Waits)[] rows =
        [
            (at.Unwell, Cause.AgentUnwell, Decision.Inconclusive, false),
            (at.IdentityConflict, Cause.IdentityConflict, Decision.Inconclusive, false),
            (at.Superseded, Cause.Superseded, Decision.Inconclusive, false),
            (at.Cancelled, Cause.Cancelled, Decision.Inconclusive, false),
            (at.DeadlinePassed && !at.Deployed, Cause.NotDeployed, Decision.Inconclusive, false),
            (at.DeadlinePassed && at.Deployed, Cause.Deadline, Decision.Inconclusive, false),
            (at.Fails && at.AllPreExisting, Cause.PreExisting, Decision.Inconclusive, true),
            (at.Fails && at.AllShared, Cause.SharedCause, Decision.Inconclusive, true),
            (at.Fails && at.RollbackUnsafe, Cause.RollbackUnsafe, Decision.Inconclusive, false),
            (at.Fails, null, Decision.Rollback, false),
            (!at.Deployed, null, Decision.Pending, false),
            (at.Missing is not null, at.Missing, Decision.Inconclusive, true),
            (true, null, at.Ended || at.MayPromote ? Decision.Promote : Decision.Pending, false),
        ];
        var row = rows.First(row => row.Holds);
        return row.Waits && !at.Ended ? (Decision.Pending, null) : (row.Decision, row.Cause);
    }
}
