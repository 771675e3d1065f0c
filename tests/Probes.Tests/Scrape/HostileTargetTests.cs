using Bellwether.Probes.Http;
using Bellwether.Probes.Scrape;
using Bellwether.Testing.Hostile;

namespace Bellwether.Probes.Tests.Scrape;

/// <summary>Targets that mean harm, or are broken in a way that looks like it: each ends in time, with its
/// word.</summary>
public sealed class HostileTargetTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    /// <summary>The kind; what a scrape says and what a request of the http probe says: a bad look's reason, or after a
    /// plus why a good one has no readings; null for a good one with readings.</summary>
    public static TheoryData<string, string?, string?> Kinds => new()
    {
        { nameof(HostileKind.Trickle), "timeout", "timeout" },
        { nameof(HostileKind.EndlessHeader), "+too-large", "+too-large" },
        { nameof(HostileKind.Gigabyte), "+too-large", "+too-large" },
        { nameof(HostileKind.GigabyteUntold), "+too-large", "+too-large" },
        { nameof(HostileKind.EndlessChunks), "+too-large", "+too-large" },
        { nameof(HostileKind.GzipBomb), "+too-large", "+too-large" },
        { nameof(HostileKind.MillionSeries), "+too-large", "+too-large" },
        { nameof(HostileKind.HalfPage), "closed", "closed" },
        { nameof(HostileKind.TooShort), "closed", "closed" },
        { nameof(HostileKind.TooLong), "+unparsable", null },
        { nameof(HostileKind.RedirectLoop), "+status-302", "status-302" },
        { nameof(HostileKind.TlsStall), "timeout", "timeout" },
        { nameof(HostileKind.SlowAccept), "timeout", "timeout" },
        { nameof(HostileKind.FrozenPage), null, null },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Each_kind_of_hostile_target_ends_in_time_with_its_word(string kind, string? scrape, string? http)
    {
        await using var target = new HostileTarget(Enum.Parse<HostileKind>(kind));
        var patience = scrape is "timeout" ? Short : Long;
        await using var page = new ScrapeProbe(
            target.Url, new() { Url = target.Url, Every = 2 * Long, Timeout = patience }, TimeProvider.System);
        await using var front = new HttpProbe(
            new HttpProbeOptions { Url = target.Url, Every = 2 * Long, Timeout = patience }, TimeProvider.System);
        Assert.Equal(scrape, WordOf(await page.LookAsync(default)));
        Assert.Equal(http, WordOf(await front.LookAsync(default)));
        Assert.InRange(target.Requests, kind is nameof(HostileKind.SlowAccept) ? 0 : 2, 3);
    }

    [Fact]
    public void Every_kind_is_tried() =>
        Assert.Equal(Enum.GetNames<HostileKind>().Order(), Kinds.Select(row => (string)row[0]!).Order());

    [Theory]
    [InlineData(nameof(HostileKind.GigabyteUntold))]
    [InlineData(nameof(HostileKind.GzipBomb))]
    [InlineData(nameof(HostileKind.MillionSeries))]
    public async Task Look_after_look_at_a_huge_page_keeps_nothing_of_it(string kind)
    {
        await using var target = new HostileTarget(Enum.Parse<HostileKind>(kind));
        await using var page = new ScrapeProbe(target.Url, new() { Url = target.Url }, TimeProvider.System);
        _ = await page.LookAsync(default);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var look = 0; look < 4; look++) Assert.Equal("too-large", (await page.LookAsync(default)).NoData);
        // Four pages of 10 MiB, each read into pieces that grow, would be 80 MiB; other tests run beside this one.
        // What those hold is gone a moment later, and what this one keeps is not.
        var kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        for (var tries = 0; tries < 40 && kept > 40 << 20; tries++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(250), TimeProvider.System);
            kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        }

        Assert.InRange(kept, long.MinValue, 40 << 20);
    }

    private static string? WordOf(Look look) => look.Reachability is Reachability.Good
        ? look.NoData is { } why ? $"+{why}" : null : look.Reason;
}
