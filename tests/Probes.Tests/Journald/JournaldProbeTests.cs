using Bellwether.Probes.Journald;
using Bellwether.Tests;

namespace Bellwether.Probes.Tests.Journald;

/// <summary>What journalctl says, by a stand-in that says it; the real one is asked in the trials.</summary>
public sealed class JournaldProbeTests : IDisposable
{
    private readonly Logs.LogFolder _folder = new();
    private readonly FakeTimeProvider _wall = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Entries_since_the_last_look_are_counted_by_the_worse_of_priority_and_text()
    {
        await using var probe = Probe();
        Says(Entry("c1", 6, "old"));
        Assert.Equal("0 0 0", Told(await LookAsync(probe)));
        Assert.Contains("--lines=5000", Asked(), StringComparison.Ordinal);
        Says(Entry("c2", 6, "fine"), Entry("c3", 3, "by priority"), Entry("c4", 6, "ERROR by text"),
            """{"__CURSOR":"c5","PRIORITY":"4","MESSAGE":[87,65,82]}""",
            """{"__CURSOR":"c6","PRIORITY":"6","MESSAGE":null}""");
        Assert.Equal("2 1 0", Told(await LookAsync(probe)));
        Assert.Contains("--after-cursor=c1", Asked(), StringComparison.Ordinal);
        Says();
        await LookAsync(probe);
        Assert.Contains("--after-cursor=c6", Asked(), StringComparison.Ordinal);
        Assert.Contains("--unit=shop.service", Asked(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_unit_that_the_journal_does_not_know_is_our_blindness_until_it_writes()
    {
        await using var probe = Probe();
        Says();
        var look = await LookAsync(probe);
        Assert.Equal((Reachability.Missing, "no-entries"), (look.Reachability, look.Reason));
        Says(Entry("c1", 3, "first"));
        Assert.Equal("1 0 0", Told(await LookAsync(probe)));
    }

    [Theory]
    [InlineData("echo 'Hint: You are currently not seeing messages from other users and the system.' >&2", "no-access")]
    [InlineData("echo 'No journal files were opened due to insufficient permissions.' >&2; exit 1", "no-access")]
    [InlineData("echo 'Failed to open journal' >&2; exit 1", "no-journal")]
    [InlineData("sleep 20", "timeout")]
    public async Task What_keeps_us_from_reading_is_our_blindness(string script, string reason)
    {
        await using var probe = Probe();
        Script(script);
        var look = await LookAsync(probe);
        Assert.Equal((Reachability.Missing, reason), (look.Reachability, look.Reason));
    }

    [Fact]
    public async Task More_than_a_look_may_read_is_missing_and_the_next_look_begins_at_the_end()
    {
        await using var probe = Probe(lookBytes: 64 * 1024);
        Says(Entry("c1", 6, "old"));
        await LookAsync(probe);
        Script($"while :; do echo '{Entry("c2", 3, "flood")}'; done");
        Assert.Equal("too-much", (await LookAsync(probe)).NoData);
        Says(Entry("c9", 3, "the last"));
        Assert.Equal("0 0 0", Told(await LookAsync(probe)));
        Says(Entry("c10", 3, "new"));
        Assert.Equal("1 0 0", Told(await LookAsync(probe)));
    }

    [Fact]
    public async Task Of_a_past_that_is_more_than_a_look_may_read_nothing_is_counted_later()
    {
        await using var probe = Probe(lookBytes: 64 * 1024);
        Script($"for i in $(seq 2000); do echo '{Entry("c2", 3, "of the past")}'; done");
        Assert.Equal("too-much", (await LookAsync(probe)).NoData);
        Says(Entry("c2000", 3, "of the past"));
        Assert.Equal("0 0 0", Told(await LookAsync(probe)));
        Assert.EndsWith("--lines=1", Asked().TrimEnd(), StringComparison.Ordinal);
        Says(Entry("c2001", 3, "new"));
        Assert.Equal("1 0 0", Told(await LookAsync(probe)));
        Assert.Contains("--after-cursor=c2000", Asked(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("shop.service", null, null, true)]
    [InlineData(null, "shop", null, true)]
    [InlineData(null, null, null, false)]
    [InlineData("a b", null, null, false)]
    [InlineData("shop.service", null, "var/log", false)]
    [InlineData(null, "-x", null, false)]
    public void Options_name_a_unit_or_an_identifier(string? unit, string? identifier, string? directory, bool good) =>
        Assert.Equal(good, OptionFaults.Of(new JournaldProbeOptions
        {
            Unit = unit,
            Identifier = identifier,
            Directory = directory,
        }).Count == 0);

    private IProbe Probe(int lookBytes = 1 << 20) => JournaldProbe.Make(
        new()
        {
            Unit = "shop.service",
            Journalctl = _folder.At("journalctl"),
            LookBytes = lookBytes,
            Timeout = TimeSpan.FromSeconds(1.5),
        },
        new("log", new Wall(_wall))).Single().Probe;

    private static string Entry(string cursor, int priority, string message) =>
        $$"""{"__CURSOR":"{{cursor}}","__REALTIME_TIMESTAMP":"1","PRIORITY":"{{priority}}","MESSAGE":"{{message}}"}""";

    private void Says(params string[] entries)
    {
        File.WriteAllLines(_folder.At("entries"), entries);
        Script($"cat {_folder.At("entries")}");
    }

    private void Script(string script)
    {
        File.WriteAllText(_folder.At("next"),
            $"#!/bin/sh\nPATH=/usr/bin:/bin\necho \"$@\" > {_folder.At("asked")}\n{script}\n");
        _folder.Permit("next", "755");
        File.Move(_folder.At("next"), _folder.At("journalctl"), overwrite: true);
    }

    private string Asked() => File.ReadAllText(_folder.At("asked"));

    private static string Told(Look look) => string.Join(' ', new[] { "errors", "warnings", "fatal" }
        .Select(name => look.Readings.Single(reading => reading.Name == name).Value));

    private static async Task<Look> LookAsync(IProbe probe) =>
        await probe.LookAsync(CancellationToken.None).AsTask().WaitAsync(TimeSpan.FromSeconds(20));

    /// <summary>Time-outs run; the wall clock stands.</summary>
    private sealed class Wall(TimeProvider wall) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => wall.GetUtcNow();
    }
}
