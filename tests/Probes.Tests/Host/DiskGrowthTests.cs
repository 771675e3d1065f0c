using Bellwether.Probes.Host;
using Bellwether.Tests;

namespace Bellwether.Probes.Tests.Host;

public sealed class DiskGrowthTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly DiskGrowth _growth;

    public DiskGrowthTests() => _growth = new(_time);

    [Fact]
    public void Nothing_is_said_before_ten_minutes_are_known()
    {
        Assert.Null(_growth.PerSecond(0));
        _time.Advance(DiskGrowth.Shortest - TimeSpan.FromSeconds(1));
        Assert.Null(_growth.PerSecond(1000));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, _growth.PerSecond(1200));
    }

    [Fact]
    public void What_was_an_hour_ago_does_not_count()
    {
        for (var minute = 0; minute < 200; minute++)
        {
            _growth.PerSecond(minute < 100 ? 0 : (minute - 100) * 60);
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(1, _growth.PerSecond(100 * 60)!.Value, 3);
    }

    [Fact]
    public void A_disk_that_is_cleared_shrinks()
    {
        _growth.PerSecond(6000);
        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(-10, _growth.PerSecond(0));
    }
}
