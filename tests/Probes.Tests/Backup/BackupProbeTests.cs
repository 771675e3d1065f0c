using Bellwether.Probes.Backup;
using Bellwether.Tests;

namespace Bellwether.Probes.Tests.Backup;

public sealed class BackupProbeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bellwether-backup-").FullName;
    private readonly FakeTimeProvider _time = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_single_file_is_a_backup()
    {
        Write("orders.dump", hoursAgo: 2, bytes: 500);
        var look = await LookAsync(new() { Path = At("orders.dump") });
        Assert.Equal((1, 7200, 500), (Value(look, "copies"), Value(look, "age"), Value(look, "size")));
        Assert.Null(Value(look, "size-ratio"));
        Assert.Null(Value(look, "restore-age"));
    }

    [Fact]
    public async Task Of_a_folder_the_newest_by_its_pattern_counts_against_the_one_before()
    {
        Write("a.dump", 50, 1000);
        Write("b.dump", 26, 2000);
        Write("c.dump", 2, 500);
        Write("c.log", 1, 1);
        var look = await LookAsync(new() { Path = _folder, Match = "*.dump" });
        Assert.Equal((3, 7200, 0.25), (Value(look, "copies"), Value(look, "age"), Value(look, "size-ratio")));
    }

    [Fact]
    public async Task A_folder_can_be_a_backup_of_its_own()
    {
        Directory.CreateDirectory(At("2026-01-31/base"));
        Write("2026-01-31/base/1", 5, 300);
        Write("2026-01-31/2", 5, 100);
        Directory.SetLastWriteTimeUtc(At("2026-01-31"), _time.GetUtcNow().UtcDateTime.AddHours(-5));
        var look = await LookAsync(new() { Path = _folder });
        Assert.Equal((400, 18000), (Value(look, "size"), Value(look, "age")));
    }

    [Fact]
    public async Task The_only_one_counts_although_it_is_being_written()
    {
        Write("a.dump", 0, 10);
        Assert.Equal(10, Value(await LookAsync(new() { Path = _folder }), "size"));
    }

    [Theory]
    [InlineData("nothing", "there is no")]
    [InlineData("", "is named like")]
    public async Task None_is_no_failure_of_a_look_and_is_told(string name, string words)
    {
        var look = await LookAsync(new() { Path = Path.Combine(_folder, name), Match = "*.dump" });
        Assert.Equal((Reachability.Good, 0), (look.Reachability, Value(look, "copies")));
        Assert.Contains(words, look.Detail, StringComparison.Ordinal);
        Assert.Null(Value(look, "age"));
    }

    [Fact]
    public async Task A_marker_tells_when_a_backup_was_restored_last()
    {
        Write("a.dump", 5, 10);
        Write("restored", 24, 0);
        var look = await LookAsync(new() { Path = _folder, Match = "*.dump", RestoreTest = At("restored") });
        Assert.Equal(86400, Value(look, "restore-age"));
    }

    [Theory]
    [InlineData("/var/backups", "*.dump", null, null)]
    [InlineData("backups", "*", null, "absolute")]
    [InlineData("/var/backups", "orders/*", null, "no '/'")]
    [InlineData("/var/backups", "*", "marker", "restore-test")]
    public void Paths_are_absolute_and_a_pattern_is_of_names(string path, string match, string? marker, string? fault)
    {
        var faults = OptionFaults.Of(new BackupProbeOptions { Path = path, Match = match, RestoreTest = marker });
        if (fault is null) Assert.Empty(faults);
        else Assert.Contains(fault, Assert.Single(faults), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(59, 1, 0.5, false)]
    [InlineData(60, 0, 0, true)]
    [InlineData(366 * 86400, 1, 1, true)]
    [InlineData((366 * 86400) + 1, 1, 0.5, false)]
    [InlineData(60, -1, 0.5, false)]
    [InlineData(60, 1, 1.1, false)]
    public void Options_keep_to_their_ranges(double age, long bytes, double shrink, bool good) =>
        Assert.Equal(good, OptionFaults.Of(new BackupProbeOptions
        {
            Path = "/b",
            MaxAge = TimeSpan.FromSeconds(age),
            RestoreMaxAge = TimeSpan.FromSeconds(age),
            MinBytes = bytes,
            MaxShrink = shrink,
        }).Count == 0);

    private static double? Value(Look look, string name) =>
        look.Readings.Where(of => of.Name == name).Select(of => (double?)of.Value).SingleOrDefault();

    private async Task<Look> LookAsync(BackupProbeOptions options)
    {
        await using var probe = new BackupProbe(options, _time);
        return await probe.LookAsync(CancellationToken.None);
    }

    private string At(string name) => Path.Combine(_folder, name);

    private void Write(string name, double hoursAgo, int bytes)
    {
        File.WriteAllBytes(At(name), new byte[bytes]);
        File.SetLastWriteTimeUtc(At(name), _time.GetUtcNow().UtcDateTime.AddHours(-hoursAgo));
    }
}
