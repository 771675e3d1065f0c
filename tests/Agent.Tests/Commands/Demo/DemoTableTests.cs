using Bellwether.Agent.Commands.Demo;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Tests.Commands.Demo;

public sealed class DemoTableTests
{
    [Fact]
    public void It_shows_what_was_deserved_what_was_said_and_how_long_it_took() => Assert.Equal(
        """
        version  what is wrong with it  it deserves             verdict                 announced  first sign  put back
        -------  ---------------------  ----------------------  ----------------------  ---------  ----------  ---------
        2.0      nothing: it is good    promote                 promote                 10.3 s     9.3 s       -
        3.0      1.8 times slower       rollback                rollback                10.3 s     9.3 s       recovered
        4.0      fails 3 % of requests  rollback                rollback                10.3 s     9.3 s       recovered
        5.0      no metrics page        inconclusive (no-data)  inconclusive (no-data)  10.3 s     9.3 s       recovered
        6.0      crashes at start       rollback at once        rollback at once        10.3 s     9.3 s       recovered
        (announced, first sign: time from there to the verdict)

        2.0  The sentence for 2.0.
        3.0  The sentence for 3.0.
        4.0  The sentence for 4.0.
        5.0  The sentence for 5.0.
        6.0  The sentence for 6.0.
        """,
        DemoTable.Of(Outcomes.AsTold()));

    [Fact]
    public void What_is_not_as_it_should_be_is_said_below_its_sentence()
    {
        var slow = Outcomes.Version("3.0");
        Assert.EndsWith(
            """
            3.0  The sentence for 3.0.
                 NOT AS IT SHOULD BE: another verdict than it deserves
            """,
            DemoTable.Of([Outcomes.Of(slow, Outcomes.Verdict(slow, Decision.Promote))]),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_version_without_a_verdict_has_dashes() => Assert.Contains(
        "3.0      1.8 times slower       rollback     none     -          -           -",
        DemoTable.Of([new(Outcomes.Version("3.0"), 13, Status: null)]),
        StringComparison.Ordinal);
}
