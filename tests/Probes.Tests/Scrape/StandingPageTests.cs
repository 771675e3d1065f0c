using System.Text;
using Bellwether.Probes.Scrape;
using Bellwether.Probes.Tests.Scrape.Exposition;
using Bellwether.Tests;

namespace Bellwether.Probes.Tests.Scrape;

/// <summary>A page that stands still is data as long as nothing says that it should move.</summary>
public sealed class StandingPageTests
{
    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(15);

    private readonly FakeTimeProvider _time = new();
    private readonly StandingPage _page = new();

    [Fact]
    public void A_page_that_told_of_a_moving_process_and_stops_to_the_byte_is_frozen_until_it_moves()
    {
        Assert.All(Looks(12, i => $"process_cpu_seconds_total {i}\nrequests_total 7\n"), Assert.Null);
        Assert.Equal([null, null, 45, 60, 75],
            Looks(5, _ => "process_cpu_seconds_total 11\nrequests_total 7\n").Select(still => still?.TotalSeconds));
        Assert.All(Looks(3, i => $"process_cpu_seconds_total 2{i}\nrequests_total 7\n"), Assert.Null);
    }

    [Fact]
    public void A_page_without_anything_that_moves_by_itself_may_stand_still_for_ever() =>
        Assert.All(
            [.. Looks(15, i => $"requests_total {i}\n"), .. Looks(100, _ => "requests_total 15\n")], Assert.Null);

    [Fact]
    public void A_page_that_never_moved_may_stand_still_for_ever() =>
        Assert.All(Looks(100, _ => "process_cpu_seconds_total 1\n"), Assert.Null);

    [Fact]
    public void A_process_that_now_and_then_does_not_move_is_not_known_to_move() => Assert.All(
        [
            .. Looks(60, i => $"process_cpu_seconds_total {i / 2}\n"),
            .. Looks(20, _ => "process_cpu_seconds_total 30\n"),
        ],
        Assert.Null);

    [Fact]
    public void Traffic_alone_does_not_make_a_page_one_that_moves_by_itself() => Assert.All(
        [
            .. Looks(30, i => $"process_cpu_seconds_total 5\nrequests_total {i}\n"),
            .. Looks(20, _ => "process_cpu_seconds_total 5\nrequests_total 30\n"),
        ],
        Assert.Null);

    [Fact]
    public void At_short_gaps_it_takes_half_a_minute_and_not_three_looks()
    {
        var second = TimeSpan.FromSeconds(1);
        Assert.All(Looks(12, i => $"go_gc_cycles_total {i}\n", second), Assert.Null);
        var still = Looks(40, _ => "go_gc_cycles_total 11\n", second);
        Assert.All(still.Take(29), Assert.Null);
        Assert.Equal(StandingPage.StillFor, still[29]);
    }

    [Fact]
    public async Task A_frozen_page_gives_no_readings_and_says_so()
    {
        var looks = 0;
        await using var server = new RawServer(async (_, stream, stopping) =>
        {
            var page = $"process_cpu_seconds_total {10 + Math.Min(looks++, 12)}.5\n";
            await stream.WriteAsync(Encoding.ASCII.GetBytes(
                $"HTTP/1.1 200 OK\r\nContent-Length: {page.Length}\r\nConnection: close\r\n\r\n{page}"), stopping);
        });
        await using var probe = new ScrapeProbe(
            server.Url, new() { Url = server.Url, Every = Gap, Timeout = TimeSpan.FromSeconds(10) }, _time);
        var words = new List<string?>();
        Look look;
        do
        {
            look = await probe.LookAsync(default);
            words.Add(look.NoData);
            _time.Advance(Gap);
        }
        while (look.NoData is null && words.Count < 30);
        Assert.Equal(Enumerable.Repeat<string?>(null, 15).Append("frozen"), words);
        Assert.Equal((Reachability.Good, 0), (look.Reachability, look.Readings.Count));
        Assert.StartsWith("no byte of the page has changed for 45 s, and ", look.Detail, StringComparison.Ordinal);
        Assert.Single(look.Sent);
    }

    private List<TimeSpan?> Looks(int count, Func<int, string> page, TimeSpan? gap = null)
    {
        var looks = new List<TimeSpan?>();
        for (var i = 0; i < count; i++)
        {
            var text = page(i);
            _time.Advance(gap ?? Gap);
            looks.Add(_page.Take(Encoding.UTF8.GetBytes(text), Pages.Text(text).Readings, _time));
        }

        return looks;
    }
}
