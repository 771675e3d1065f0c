namespace Bellwether.Probes.Tests;

public sealed class PatienceTests
{
    [Theory]
    [InlineData(2, 2, Reachability.Bad, "timeout")]
    [InlineData(2, 4, Reachability.Bad, "timeout")]
    [InlineData(2, 4.1, Reachability.Missing, "late")]
    [InlineData(0.5, 1.5, Reachability.Bad, "timeout")]
    [InlineData(0.5, 2.6, Reachability.Missing, "late")]
    [InlineData(10, 19, Reachability.Bad, "timeout")]
    [InlineData(10, 21, Reachability.Missing, "late")]
    public void A_look_given_up_far_too_late_is_our_own_blindness(
        double patience, double waited, Reachability reachability, string reason)
    {
        var look = Patience.GivenUp(TimeSpan.FromSeconds(patience), TimeSpan.FromSeconds(waited));
        Assert.Equal((reachability, reason), (look.Reachability, look.Reason));
    }
}
