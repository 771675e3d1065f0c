using Bellwether.Probes.Otlp;

namespace Bellwether.Probes.Tests.Otlp;

/// <summary>Libraries make up a new id at each start: which of them is the same process again.</summary>
public sealed class OtlpPlacesTests
{
    private readonly OtlpDesk _desk = new();
    private readonly List<string> _seen = [];
    private ulong _sendings;

    [Theory]
    [InlineData("host.name")]
    [InlineData("k8s.pod.name")]
    [InlineData("k8s.pod.uid")]
    public void A_loop_of_crashes_at_one_place_is_told_start_by_start(string place)
    {
        for (var i = 0; i < 40; i++)
        {
            Send("steady", (place, "other"));
            // Each start lives for three sendings, and the next begins after a pause.
            if (i % 4 < 3) Send($"start-{i / 4}", (place, "one"));
            Pass();
        }

        Assert.Equal(["start-1", "start-2", "start-3", "start-4", "start-5"], _seen.Take(5));
    }

    [Fact]
    public void It_is_told_as_well_where_there_is_but_one_instance_and_no_word_of_its_place()
    {
        for (var i = 0; i < 40; i++)
        {
            if (i % 4 < 3) Send($"start-{i / 4}");
            Pass();
        }

        Assert.Equal(["start-1", "start-2", "start-3", "start-4", "start-5"], _seen.Take(5));
    }

    [Fact]
    public void A_start_that_sent_but_once_counts_as_soon_as_it_is_gone_for_sure()
    {
        Send("start-0");
        Pass(3);
        Send("start-1");
        Pass(13);
        Assert.Empty(_seen);
        // Its gap is not known: libraries send every minute, and three gaps are silence.
        Pass(3);
        Assert.Equal(["start-1"], _seen);
    }

    [Fact]
    public void A_scale_out_is_no_restart_however_it_goes()
    {
        for (var i = 0; i < 60; i++)
        {
            if (i < 30) Send("first");
            for (var more = 0; more < 8; more++)
                if (i >= 5 + (2 * more) && i < 40 + more)
                    Send($"more-{more}");
            // Those that come when others have gone are beside those that are left.
            if (i >= 35) Send("late");
            if (i >= 44) Send("later");
            Pass();
        }

        Assert.Empty(_seen);
    }

    [Fact]
    public void Several_that_come_at_once_when_the_only_one_has_ended_are_one_restart_at_most()
    {
        for (var i = 0; i < 20; i++)
        {
            if (i < 5) Send("first");
            else if (i > 6) for (var more = 0; more < 8; more++) Send($"more-{more}");
            Pass();
        }

        Assert.Equal(["more-0"], _seen);
    }

    [Fact]
    public void Workers_of_one_host_that_are_renewed_one_by_one_are_no_restarts()
    {
        for (var i = 0; i < 60; i++)
        {
            for (var worker = 0; worker < 4; worker++)
                Send($"worker-{worker}-{(i + (3 * worker)) / 12}", ("host.name", "one"));
            Pass();
        }

        Assert.Empty(_seen);
    }

    [Fact]
    public void One_that_comes_long_after_the_last_has_ended_is_no_restart()
    {
        Send("first");
        Pass();
        Send("first");
        Pass((int)(OtlpPlaces.Reach.TotalSeconds / 10) + 1);
        for (var i = 0; i < 10; i++)
        {
            Send("second");
            Pass();
        }

        Assert.Empty(_seen);
    }

    [Theory]
    [InlineData("service.version")]
    [InlineData("host.name")]
    [InlineData("k8s.pod.name")]
    public void Cold_starts_after_the_application_was_scaled_to_nothing_are_no_restarts(string attribute)
    {
        Assert.Empty(StartsFiveMinutesApart(attribute));
    }

    [Fact]
    public void Starts_of_one_pod_are_restarts_however_long_its_container_was_held_back()
    {
        Assert.Equal(["start-1", "start-2", "start-3"], StartsFiveMinutesApart("k8s.pod.uid"));
    }

    [Fact]
    public void A_short_silent_after_makes_no_restart_of_two_that_speak_in_turn()
    {
        var desk = new OtlpDesk(new() { SilentAfter = TimeSpan.FromSeconds(5), Every = TimeSpan.FromSeconds(1) });
        for (var i = 0; i < 30; i++)
        {
            if (i % 2 == 0) desk.SendFrom("one", Sent.Counter("c", 1, ++_sendings));
            else if (i > 10) desk.SendFrom("two", Sent.Counter("c", 1, ++_sendings));
            desk.Wait(10);
            desk.Look();
        }

        Assert.Empty(desk.Window.TakeSuccessions());
    }

    [Fact]
    public void Who_hears_of_a_change_finds_it_and_what_is_kept_is_bounded()
    {
        var places = new OtlpPlaces();
        var now = DateTimeOffset.UnixEpoch;
        for (var i = 0; i < 2 * OtlpPlaces.MostUntold; i++)
        {
            places.Push(new("one"), $"{i}", now, TimeSpan.FromSeconds(2));
            places.Push(new($"place-{i}"), "x", now, TimeSpan.FromHours(1));
            now += TimeSpan.FromSeconds(2);
            places.Settle(now);
        }

        var told = places.Take();
        Assert.Equal(OtlpPlaces.MostUntold, told.Count);
        Assert.Equal($"{(2 * OtlpPlaces.MostUntold) - 1}", told[^1].Instance);
        Assert.Empty(places.Take());
    }

    /// <summary>Each sends for a minute; whose restart was told.</summary>
    private List<string> StartsFiveMinutesApart(string attribute)
    {
        for (var start = 0; start < 4; start++)
        {
            for (var i = 0; i < 6; i++)
            {
                Send($"start-{start}", (attribute, "one"));
                Pass();
            }

            Pass(24);
        }

        return _seen;
    }

    private void Send(string instance, params (string, string)[] more) => _desk.SendAll(Sent.Resource(
        [("service.name", "shop"), ("service.instance.id", instance), .. more], Sent.Counter("c", 1, ++_sendings)));

    /// <summary>Looks go by, ten seconds apart.</summary>
    private void Pass(int looks = 1)
    {
        for (var i = 0; i < looks; i++)
        {
            _desk.Wait(10);
            _desk.Look();
            _seen.AddRange(_desk.Window.TakeSuccessions().Select(one => one.Instance));
        }
    }
}
