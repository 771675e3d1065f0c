using Bellwether.Agent.Journal;

namespace Bellwether.Agent.Tests.Journal;

public sealed class FailpointTests
{
    [Theory]
    [InlineData("after-sync", 1)]
    [InlineData("after-sync:3", 3)]
    public void The_process_ends_at_the_nth_pass_of_its_point(string text, int expected)
    {
        var passes = 0;
        var killedAt = 0;
        var failpoint = new Failpoint(text, () => killedAt = passes);
        for (passes = 1; passes <= 5; passes++)
        {
            failpoint.Pass(Failpoint.AfterWrite);
            failpoint.Pass(Failpoint.AfterSync);
        }
        Assert.Equal(expected, killedAt);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Unset_it_does_nothing(string? text)
    {
        var failpoint = new Failpoint(text, () => Assert.Fail("killed"));
        failpoint.Pass(Failpoint.AfterDelivery);
    }

    [Theory]
    [InlineData("after-lunch")]
    [InlineData("after-sync:0")]
    [InlineData("after-sync:x")]
    [InlineData("after-sync:1:2")]
    public void A_point_that_does_not_exist_is_refused(string text) =>
        Assert.Throws<FormatException>(() => new Failpoint(text, () => { }));
}
