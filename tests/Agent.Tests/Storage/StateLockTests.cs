using System.Runtime.Versioning;
using Bellwether.Agent.Storage;

namespace Bellwether.Agent.Tests.Storage;

[UnsupportedOSPlatform("windows")]
public sealed class StateLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_new_folder_is_for_its_owner_alone()
    {
        using var state = StateLock.Take(_folder.File("a/state"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(state.Path));
    }

    [Fact]
    public void A_second_holder_is_refused_and_told_who_holds_it()
    {
        using var state = StateLock.Take(_folder.Path);
        var refusal = Assert.Throws<StorageException>(() => StateLock.Take(_folder.Path));
        Assert.Equal(StorageTrouble.Locked, refusal.Trouble);
        Assert.Equal($"The state folder {_folder.Path} is in use by process {Environment.ProcessId}. "
            + "One agent uses a folder at a time: stop that one, or choose another with --state.", refusal.Message);
    }

    [Fact]
    public void It_is_free_again_after_its_holder()
    {
        StateLock.Take(_folder.Path).Dispose();
        StateLock.Take(_folder.Path).Dispose();
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_said_in_words()
    {
        File.WriteAllText(_folder.File("file"), "");
        var refusal = Assert.Throws<StorageException>(() => StateLock.Take(_folder.File("file/state")));
        Assert.Contains("cannot be created", refusal.Message);
    }
}
