using Bellwether.Agent.Judging;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Tests.Judging;

public sealed class OutcomesTests
{
    [Theory]
    [InlineData(Outcome.Pass, Outcome.Pass, Outcome.Pass)]
    [InlineData(Outcome.Pass, Outcome.Inconclusive, Outcome.Inconclusive)]
    [InlineData(Outcome.Pass, Outcome.Fail, Outcome.Fail)]
    [InlineData(Outcome.Inconclusive, Outcome.Inconclusive, Outcome.Inconclusive)]
    [InlineData(Outcome.Inconclusive, Outcome.Fail, Outcome.Fail)]
    [InlineData(Outcome.Fail, Outcome.Fail, Outcome.Fail)]
    public void Fail_beats_inconclusive_beats_pass(Outcome one, Outcome other, Outcome worse)
    {
        Assert.Equal(worse, Outcomes.Worse(one, other));
        Assert.Equal(worse, Outcomes.Worse(other, one));
        Assert.Equal(worse, Outcomes.Worst([one, other]));
    }

    [Fact]
    public void No_outcome_at_all_is_never_a_pass() => Assert.Equal(Outcome.Inconclusive, Outcomes.Worst([]));
}
