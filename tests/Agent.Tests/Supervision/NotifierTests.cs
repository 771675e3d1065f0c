using Bellwether.Agent.Supervision;
using Bellwether.Tests;

namespace Bellwether.Agent.Tests.Supervision;

public sealed class NotifierTests
{
    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_manager_hears_each_word_at_its_path_or_its_abstract_name(bool isAbstract)
    {
        using var manager = new StandInSystemd(isAbstract);
        using var notifier = NotifierTo(manager.Address);
        notifier.Ready("watching");
        notifier.Reloaded("watching more");
        notifier.Stopping();
        Assert.Equal(
            ["READY=1\nWATCHDOG=1\nSTATUS=watching", "READY=1\nSTATUS=watching more",
                "STOPPING=1\nSTATUS=ending; what is being watched goes on at the next start"],
            manager.Heard());
    }

    [Fact]
    public void A_reload_says_when_it_began_on_the_monotonic_clock()
    {
        using var manager = new StandInSystemd();
        using var notifier = NotifierTo(manager.Address);
        _time.Advance(TimeSpan.FromSeconds(7));
        notifier.Reloading();
        var microseconds = _time.GetTimestamp() / (_time.TimestampFrequency / 1_000_000.0);
        Assert.Equal($"RELOADING=1\nMONOTONIC_USEC={microseconds:0}", Assert.Single(manager.Heard()));
    }

    [Fact]
    public void Signs_of_life_come_well_within_half_of_the_manager_s_patience()
    {
        using var manager = new StandInSystemd();
        using var notifier = NotifierTo(manager.Address, TimeSpan.FromSeconds(30));
        notifier.Ready("same");
        Assert.Single(manager.Heard());
        var last = 0;
        for (var second = 1; second <= 300; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            notifier.Alive("same");
            if (!manager.Heard().Contains("WATCHDOG=1\nSTATUS=same")) continue;
            Assert.InRange(second - last, 10, 14);
            last = second;
        }

        Assert.InRange(last, 286, 300);
    }

    [Fact]
    public void A_status_goes_out_when_it_changes_and_only_then()
    {
        using var manager = new StandInSystemd();
        using var notifier = NotifierTo(manager.Address);
        notifier.Ready("one");
        notifier.Alive("one");
        notifier.Alive("two");
        notifier.Alive("two");
        Assert.Equal(["READY=1\nWATCHDOG=1\nSTATUS=one", "STATUS=two"], manager.Heard());
    }

    [Fact]
    public void No_status_can_begin_another_assignment_or_fill_the_datagram()
    {
        using var manager = new StandInSystemd();
        using var notifier = NotifierTo(manager.Address);
        notifier.Alive("a\nSTOPPING=1");
        notifier.Alive(new string('é', 10_000));
        Assert.Equal("STATUS=a STOPPING=1", manager.Heard() is [var first, var second]
            && second.Length == "STATUS=".Length + Notifier.LongestStatus ? first : null);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("@")]
    [InlineData("relative/path")]
    [InlineData("vsock:2:1234")]
    [InlineData("/nobody/listens/here")]
    public void Without_a_manager_nothing_is_said_and_nothing_breaks(string? address)
    {
        using var notifier = NotifierTo(address);
        notifier.Ready("x");
        notifier.Reloading();
        notifier.Reloaded("x");
        notifier.Alive("y");
        notifier.Stopping();
        Assert.False(NotifySocket.To(address)?.Send("X=1") ?? false);
    }

    [Fact]
    public void An_address_that_is_too_long_for_a_socket_is_no_address() =>
        Assert.Null(NotifySocket.To("/" + new string('x', 200)));

    [Fact]
    public void A_manager_that_does_not_read_makes_nobody_wait()
    {
        using var manager = new StandInSystemd();
        using var socket = NotifySocket.To(manager.Address)!;
        var taken = 0;
        while (taken < 1_000_000 && socket.Send("WATCHDOG=1")) taken++;
        Assert.InRange(taken, 1, 999_999);
        Assert.Equal(taken, manager.Heard().Count);
        Assert.True(socket.Send("WATCHDOG=1"));
    }

    private Notifier NotifierTo(string? address, TimeSpan? period = null) => new(new(address, period), _time);
}
