using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent.Tests.Configuration;

public sealed class PolicyDefaultsTests
{
    [Theory]
    [InlineData("30s", 1)]
    [InlineData("3m", 15)]
    [InlineData("10m", 15)]
    [InlineData("1h", 60)]
    [InlineData("12h", 300)]
    [InlineData("7d", 300)]
    public void A_window_alone_brings_defaults_that_fit_it(string window, int interval)
    {
        var policy = PolicyOf($"window: {window}, interval: {interval}s");
        Assert.Equal(policy.Window / 2, policy.MinWatch);
        Assert.InRange(policy.WarmUp, TimeSpan.Zero, policy.Window / 4);
        Assert.True(policy.Deadline >= policy.Window + policy.StartWithin
            && policy.Deadline >= TimeSpan.FromMinutes(30));
        Assert.True(policy.MaxDuration >= policy.Deadline);
    }

    [Fact]
    public void A_long_window_moves_the_deadline_out() =>
        Assert.Equal(TimeSpan.FromHours(36), PolicyOf("window: 12h, interval: 5m").MaxDuration);

    [Fact]
    public void A_short_window_shortens_the_warm_up() =>
        Assert.Equal(TimeSpan.FromSeconds(45), PolicyOf("window: 3m").WarmUp);

    [Fact]
    public void What_is_stated_is_not_touched()
    {
        var policy = PolicyOf(
            "window: 30s, warm-up: 5s, interval: 1s, min-watch: 10s, deadline: 2m, max-duration: 3m, bake: 0s");
        Assert.Equal((5, 10, 120, 180, 0), ((int)policy.WarmUp.TotalSeconds, (int)policy.MinWatch.TotalSeconds,
            (int)policy.Deadline.TotalSeconds, (int)policy.MaxDuration.TotalSeconds, (int)policy.Bake.TotalSeconds));
    }

    private static PolicyPlan PolicyOf(string policy) => Sample.PlanOf($"policy: {{ {policy} }}\n").Services[0].Policy;
}
