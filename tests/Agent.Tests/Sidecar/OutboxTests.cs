using Bellwether.Agent.Sidecar;
using Bellwether.Contracts.Points;

namespace Bellwether.Agent.Tests.Sidecar;

public sealed class OutboxTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
    private readonly Outbox _outbox = new();

    [Fact]
    public void Reports_go_out_in_their_order_and_only_when_they_arrived()
    {
        _outbox.Add(Report(1, Noon));
        _outbox.Add(Report(2, Noon));
        Assert.Equal(1, _outbox.Next(Noon)!.Sequence);
        Assert.Equal(1, _outbox.Next(Noon)!.Sequence);
        _outbox.Sent();
        Assert.Equal(2, _outbox.Next(Noon)!.Sequence);
    }

    [Fact]
    public void What_waited_a_quarter_of_an_hour_is_given_up_and_counted()
    {
        _outbox.Add(Report(1, Noon));
        _outbox.Add(Report(2, Noon.AddMinutes(1)));
        Assert.Equal(1, _outbox.Next(Noon + Outbox.LongestWait)!.Sequence);
        Assert.Equal(2, _outbox.Next(Noon + Outbox.LongestWait + TimeSpan.FromSeconds(1))!.Sequence);
        Assert.Equal(1, _outbox.Dropped);
    }

    [Fact]
    public void More_than_fits_is_given_up_from_the_oldest_on()
    {
        var look = new ReportedLook { Signal = "app.up", At = Noon, Outcome = LookOutcome.Good };
        var looks = Enumerable.Repeat(look, 1_000).ToList();
        for (var i = 1; i <= 100; i++) _outbox.Add(Report(i, Noon) with { Looks = looks });
        Assert.Equal(Outbox.MostHeld / 1_001, _outbox.Count);
        Assert.Equal(100 - _outbox.Count, _outbox.Dropped);
        Assert.Equal(_outbox.Dropped + 1, _outbox.Next(Noon)!.Sequence);
    }

    private static PointsReported Report(long sequence, DateTimeOffset sentAt) => new()
    {
        Service = "shop",
        Environment = "test",
        Instance = "pod-1",
        RunStartedAt = Noon,
        Sequence = sequence,
        SentAt = sentAt,
        ClosedUntil = sentAt,
        IntervalSeconds = 15,
    };
}
