using System.Globalization;
using System.Text;
using Bellwether.Probes.Statsd;

namespace Bellwether.Probes.Tests.Statsd;

public sealed class StatsdBookTests
{
    private readonly StatsdBook _book = new();
    private DateTimeOffset _now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public void What_nobody_sends_any_more_makes_room_for_what_a_new_version_sends()
    {
        for (var i = 0; i < 100; i++) Send($"n{i}:1|c|#version:1");
        Send("x:1|c|#version:2");
        Assert.Equal((100, 1), (_book.Taken, _book.Dropped));
        _now += StatsdLimits.Idle;
        Send("n0:1|c|#version:1\nx:1|c|#version:2");
        Assert.Equal(2, _book.Dropped);
        _now += StatsdLimits.RoomEvery;
        // Its name was a counter's, and nobody's since.
        Send("n1:7|g");
        Assert.Equal(2, _book.Dropped);
        Assert.Equal(["n0_total{version=\"1\"} 2", "n1 7"], Page());
    }

    [Fact]
    public void Sets_are_bounded_one_by_one_and_together()
    {
        const int Sets = (StatsdLimits.AllSets / StatsdLimits.SetSize) + 2;
        for (var set = 0; set < Sets; set++)
            for (var i = 0; i < StatsdLimits.SetSize + 10; i++) Send($"s{set}:{i}|s");
        Assert.Equal((StatsdLimits.AllSets, 0), (_book.Taken, _book.Malformed));
        var page = Readings();
        Assert.Equal(StatsdLimits.AllSets, page.Sum(reading => reading.Value));
        Assert.Equal(StatsdLimits.SetSize, page.Max(reading => reading.Value));
    }

    [Fact]
    public void A_set_that_was_not_told_for_long_does_not_begin_with_what_it_was_then()
    {
        Send("users:anna|s\nusers:bert|s");
        Assert.Empty(_book.Page(_now + TimeSpan.FromSeconds(1)));
        Send("users:carl|s");
        Assert.Equal(["users 1"], Page());
        Assert.Equal(["users 0"], Page());
    }

    private void Send(string datagram) => _book.Take(Encoding.UTF8.GetBytes(datagram), [], 100, _now);

    private List<Reading> Readings() => _book.Page(DateTimeOffset.MinValue);

    private string[] Page() =>
    [
        .. Readings().Select(r => $"{r.Name}{(r.Labels.Count == 0 ? "" : r.Labels)} "
            + r.Value.ToString("R", CultureInfo.InvariantCulture)),
    ];
}
