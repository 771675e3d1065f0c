using Bellwether.Testing.Kill;
using Bellwether.Testing.Recording;

namespace Bellwether.Agent.Tests.Recording;

public sealed class PretendDeploymentsTests
{
    private static readonly IReadOnlyList<Stretch> s_quiet = [new(0, 100), new(130, 160), new(500, 900)];

    [Fact]
    public void Every_window_lies_in_one_quiet_stretch_with_normal_behind_it()
    {
        var pretend = new PretendDeployments(s_quiet, window: 40, earliest: 20);
        var times = pretend.Times(5000, new Dice(1));
        Assert.Equal(5000, times.Count);
        Assert.All(times, t0 => Assert.Contains(s_quiet, of => t0 >= of.From && t0 + 40 <= of.Until));
        Assert.Equal((20, 860), (times.Min(), times.Max()));
        // Each second has the same right: 41 of 402 lie in the first stretch.
        Assert.InRange(times.Count(t0 => t0 < 100), 400, 620);
    }

    [Fact]
    public void Windows_side_by_side_are_counted_a_stretch() =>
        Assert.Equal(2 + 10, new PretendDeployments(s_quiet, window: 40, earliest: 20).Independent);

    [Fact]
    public void Without_room_there_are_none()
    {
        var pretend = new PretendDeployments(s_quiet, window: 401, earliest: 0);
        Assert.Equal(0, pretend.Independent);
        Assert.Empty(pretend.Times(10, new Dice(1)));
    }

    [Fact]
    public void The_same_seed_gives_the_same_times()
    {
        var pretend = new PretendDeployments(s_quiet, window: 40, earliest: 0);
        Assert.Equal(pretend.Times(50, new Dice(7)), pretend.Times(50, new Dice(7)));
        Assert.NotEqual(pretend.Times(50, new Dice(7)), pretend.Times(50, new Dice(8)));
    }

    [Fact]
    public void Quiet_time_begins_a_minute_after_a_program_is_back() => Assert.Equal(
        [new(0, 100), new(165, 400), new(560, 1000)],
        QuietTime.Of(new(0, 1000), [new RecordedRestart(400, 450), new(100, 105), new(430, 500)]));
}
