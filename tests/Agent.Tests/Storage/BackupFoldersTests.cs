using Bellwether.Agent.Storage;

namespace Bellwether.Agent.Tests.Storage;

public sealed class BackupFoldersTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _state = new();

    public void Dispose() => _state.Dispose();

    [Fact]
    public void A_folder_is_named_after_its_instant_and_closed_to_others()
    {
        var folder = Make(Noon, "x");
        Assert.Equal(_state.File("backups/20260131T120000Z"), folder);
        Assert.Equal("x", File.ReadAllText(Path.Combine(folder, "file")));
        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(folder));
    }

    [Fact]
    public void The_last_two_are_kept()
    {
        for (var hour = 0; hour < 4; hour++) Make(Noon.AddHours(hour), "x");
        Assert.Equal(["20260131T140000Z", "20260131T150000Z"], Names());
    }

    [Fact]
    public void One_that_fails_leaves_nothing_and_takes_none_away()
    {
        Make(Noon, "x");
        Make(Noon.AddHours(1), "x");
        Assert.Throws<StorageException>(() => BackupFolders.Make(_state.Path, Noon.AddHours(2), 0, folder =>
        {
            File.WriteAllText(Path.Combine(folder, "half"), "");
            throw new IOException("the disk is gone");
        }));
        Assert.Equal(["20260131T120000Z", "20260131T130000Z"], Names());
        Directory.CreateDirectory(_state.File("backups/20260131T140000Z.new"));
        Make(Noon.AddHours(3), "x");
        Assert.Equal(["20260131T130000Z", "20260131T150000Z"], Names());
    }

    [Fact]
    public void Without_room_there_is_none_and_the_message_counts()
    {
        var refusal = Assert.Throws<StorageException>(
            () => BackupFolders.Make(_state.Path, Noon, 1L << 50, _ => Assert.Fail("no room, and it was begun")));
        Assert.Equal(StorageTrouble.Full, refusal.Trouble);
        Assert.Contains("1073741824 MiB", refusal.Message, StringComparison.Ordinal);
    }

    private string Make(DateTimeOffset now, string text) => BackupFolders.Make(
        _state.Path, now, 0, folder => File.WriteAllText(Path.Combine(folder, "file"), text));

    private string[] Names() =>
        [.. Directory.GetDirectories(_state.File("backups")).Select(Path.GetFileName).OfType<string>().Order()];
}
