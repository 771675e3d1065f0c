using Bellwether.Testing.Kill;
using Bellwether.Testing.Recording;

namespace Bellwether.Agent.Tests.Recording;

public sealed class RecordingLoadTests
{
    private static readonly TimeSpan s_length = TimeSpan.FromHours(2);

    [Fact]
    public void Programs_are_restarted_in_the_second_half_again_and_again_and_apart()
    {
        var times = RestartTimes.Of(4, s_length, new Dice(1));
        Assert.All(times, of => Assert.InRange(of.Count, 8, 14));
        var all = times.SelectMany(of => of).Order().ToList();
        Assert.True(all[0] >= s_length / 2 && all[^1] < s_length);
        Assert.All(all.Zip(all.Skip(1)), pair => Assert.True(pair.Second - pair.First >= RestartTimes.Apart));
        Assert.All(times.SelectMany(of => of.Zip(of.Skip(1))), pair =>
            Assert.InRange(pair.Second - pair.First, RestartTimes.Least, RestartTimes.Most + 4 * RestartTimes.Apart));
    }

    [Fact]
    public void A_recording_too_short_for_restarts_has_none() =>
        Assert.All(RestartTimes.Of(4, TimeSpan.FromSeconds(30), new Dice(1)), Assert.Empty);

    [Fact]
    public void The_load_wanders_around_its_middle_and_has_bursts()
    {
        var curve = new LoadCurve(40, s_length, new Dice(3));
        var rates = Enumerable.Range(0, 7200).Select(i => curve.At(TimeSpan.FromSeconds(i))).Order().ToList();
        Assert.InRange(rates[3600], 25, 60);
        Assert.True(rates[0] is > 5 and < 25, $"quietest {rates[0]}");
        Assert.True(rates[^1] is > 70 and < 300, $"busiest {rates[^1]}");
    }
}
