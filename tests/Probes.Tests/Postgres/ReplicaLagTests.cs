using Bellwether.Probes.Postgres;
using Bellwether.Tests;

namespace Bellwether.Probes.Tests.Postgres;

public sealed class ReplicaLagTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly ReplicaLag _lag;

    public ReplicaLagTests() => _lag = new(_time);

    [Fact]
    public void What_has_replayed_everything_does_not_lag_however_old_its_last_transaction() =>
        Assert.Equal(0, _lag.Seconds(received: 100, replayed: 100, age: 7200));

    [Fact]
    public void The_first_bytes_after_a_quiet_hour_are_no_hour_of_lag()
    {
        _lag.Seconds(100, 100, 3600);
        _time.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(15, _lag.Seconds(200, 100, 3615));
    }

    [Fact]
    public void A_busy_replica_lags_by_the_age_of_its_last_transaction()
    {
        Assert.Equal(0.2, _lag.Seconds(200, 150, 0.2));
        _time.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(0.3, _lag.Seconds(400, 350, 0.3));
    }

    [Fact]
    public void What_was_received_at_a_look_and_is_replayed_now_bounds_the_lag()
    {
        _lag.Seconds(200, 150, 900);
        _time.Advance(TimeSpan.FromSeconds(15));
        _lag.Seconds(300, 180, 915);
        _time.Advance(TimeSpan.FromSeconds(15));
        // What the first look saw received is replayed: no more than 30 s are missing.
        Assert.Equal(30, _lag.Seconds(400, 250, 930));
    }

    [Fact]
    public void A_replay_that_stands_still_lags_more_and_more()
    {
        _lag.Seconds(100, 100, 10);
        for (var i = 1; i <= 1000; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(i, _lag.Seconds(100 + i, 100, 10 + i));
        }
    }

    [Fact]
    public void Where_nothing_was_ever_replayed_nothing_is_claimed()
    {
        Assert.Null(_lag.Seconds(200, 100, null));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, _lag.Seconds(200, 200, null) + 1);
    }
}
