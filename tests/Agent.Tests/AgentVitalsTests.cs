using Bellwether.Agent.Delivery;
using Bellwether.Agent.Journal;
using Bellwether.Agent.Sampling;
using Bellwether.Agent.Storage.History;
using Bellwether.Tests;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Bellwether.Agent.Tests;

public sealed class AgentVitalsTests
{
    private readonly FakeTimeProvider _time = new();
    private SamplerVitals _sampler = new(0, 0, 0, 0, TimeSpan.Zero);
    private HistoryHealth _history = new(0, 0, [], null);
    private JournalHealth _journal = new(true, false, 1000, 2000, null);
    private long _free = 1L << 40;
    private List<CourierVitals> _couriers = [];

    [Theory]
    [InlineData(true, false, HealthStatus.Healthy)]
    [InlineData(true, true, HealthStatus.Degraded)]
    [InlineData(false, true, HealthStatus.Unhealthy)]
    public void Only_a_journal_that_keeps_nothing_is_unhealthy(bool durable, bool reserve, HealthStatus expected)
    {
        _journal = new(durable, reserve, 10, 20, "no space left");
        var found = Vitals().Journal();
        Assert.Equal((expected, 10L), (found.Status, found.Data["reserveFreeBytes"]));
    }

    [Theory]
    [InlineData(AgentVitals.LeastFreeBytes, HealthStatus.Healthy)]
    [InlineData(AgentVitals.LeastFreeBytes - 1, HealthStatus.Degraded)]
    public void A_disk_that_is_nearly_full_is_told_before_it_is(long free, HealthStatus expected)
    {
        _free = free;
        Assert.Equal(expected, Vitals().Disk().Status);
    }

    [Theory]
    [InlineData(10, 10, 0, HealthStatus.Healthy)]
    [InlineData(10, 5, 0, HealthStatus.Healthy)]
    [InlineData(10, 4, 0, HealthStatus.Degraded)]
    [InlineData(1, 0, 0, HealthStatus.Healthy)]
    [InlineData(10, 10, 5.1, HealthStatus.Degraded)]
    public void Looks_that_are_not_made_or_late_are_told(long due, long done, double late, HealthStatus expected)
    {
        _sampler = new(due, done, due - done, 0, TimeSpan.FromSeconds(late));
        Assert.Equal(expected, Vitals().Looks().Status);
    }

    [Fact]
    public void Probes_that_do_not_come_to_an_end_are_named_a_few_of_many()
    {
        _sampler = new(10, 10, 0, 0, TimeSpan.Zero) { Overdue = 1, Stuck = ["db"] };
        var found = Vitals().Looks();
        Assert.Equal("looks were given up and have not ended yet: db", found.Description);
        Assert.Equal((HealthStatus.Degraded, 1L, 1), (found.Status, found.Data["overdue"], found.Data["stuck"]));
        _sampler = _sampler with { Stuck = ["a", "b", "c", "d", "e", "f", "g"] };
        Assert.EndsWith(": a, b, c, d, e and 2 more", Vitals().Looks().Description);
    }

    [Fact]
    public void A_good_day_does_not_hide_a_bad_minute_and_a_bad_minute_passes()
    {
        var vitals = Vitals();
        _sampler = new(10_000, 10_000, 0, 0, TimeSpan.Zero);
        for (var minute = 0; minute < 3; minute++) Assert.Equal(HealthStatus.Healthy, AMinuteLater(vitals).Status);
        _sampler = new(10_100, 10_010, 90, 0, TimeSpan.Zero);
        Assert.Equal("10 of 100 looks were done", AMinuteLater(vitals).Description);
        _sampler = new(10_200, 10_110, 90, 0, TimeSpan.Zero);
        for (var minute = 0; minute < 3; minute++) AMinuteLater(vitals);
        _sampler = new(10_300, 10_210, 90, 0, TimeSpan.Zero);
        Assert.Equal(HealthStatus.Healthy, AMinuteLater(vitals).Status);
    }

    [Fact]
    public void A_history_that_loses_points_is_told_until_it_no_longer_does()
    {
        var vitals = Vitals();
        Assert.Equal(HealthStatus.Healthy, vitals.History().Status);
        _history = new(5, 7, [], "the disk is full");
        Assert.Equal("points cannot be kept: the disk is full", vitals.History().Description);
        for (var minute = 0; minute < 3; minute++)
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            vitals.History();
        }

        Assert.Equal(HealthStatus.Healthy, vitals.History().Status);
        _history = new(5, 7, ["history.db.damaged-1"], null);
        Assert.Equal(HealthStatus.Degraded, vitals.History().Status);
    }

    [Fact]
    public void Each_channel_that_is_behind_is_named()
    {
        _couriers =
        [
            new("chat", 1, 0, 0, TimeSpan.Zero, 0, null, null),
            new("pager", 1, 3, 4, TimeSpan.Zero, 0, "refused", null),
            new("desk", 1, 3, 2, TimeSpan.Zero, 1, null, null),
        ];
        Assert.Equal(
            "pager: refused, 4 wait; desk: the receiver refuses some, 2 wait", Vitals().Delivery().Description);
        _couriers = _couriers[..1];
        Assert.Equal(HealthStatus.Healthy, Vitals().Delivery().Status);
    }

    private HealthCheckResult AMinuteLater(AgentVitals vitals)
    {
        _time.Advance(TimeSpan.FromMinutes(1));
        return vitals.Looks();
    }

    private AgentVitals Vitals() => new(_time, () => _sampler, () => _history)
    {
        ReadJournal = () => _journal,
        ReadDelivery = () => _couriers,
        ReadRefusedPlan = () => null,
        ReadFreeBytes = () => _free,
    };
}
