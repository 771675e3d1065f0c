using Bellwether.Probes.Logs.Files;
using Bellwether.Tests;

namespace Bellwether.Probes.Tests.Logs;

/// <summary>Files that come into sight late, leave, return, or may not be read.</summary>
public sealed class FollowedSetTests : IDisposable
{
    private readonly LogFolder _folder = new();
    private readonly TakenLines _lines = new();
    private readonly List<FileFollower> _followers = [];

    public void Dispose()
    {
        foreach (var follower in _followers) follower.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Of_too_many_files_one_that_is_written_to_later_is_read_from_where_it_ended()
    {
        for (var i = 0; i < 5; i++)
            File.SetLastWriteTimeUtc(_folder.Append($"{i}.log", "old"), DateTime.UnixEpoch.AddDays(i + 1));
        var follower = Follow("*.log", files: 2);
        Look(follower);
        _folder.Append("0.log", "late");
        Assert.Equal("late", Look(follower));
    }

    [Fact]
    public void A_file_that_left_and_comes_back_is_not_read_twice()
    {
        _folder.Append("a.log", "old");
        var follower = Follow("*.log", files: 1);
        Look(follower);
        _folder.Append("b.log", "first");
        Touch("b.log", minutes: 1);
        Assert.Equal("first", Look(follower));
        for (var i = 0; i < 7; i++) Look(follower);
        _folder.Append("a.log", "late");
        Touch("a.log", minutes: 2);
        Assert.Equal("late", Look(follower));
        for (var i = 0; i < 7; i++) Look(follower);
        Assert.Equal(1, follower.Open);
        _folder.Append("b.log", "second");
        Touch("b.log", minutes: 3);
        Assert.Equal("second", Look(follower));
    }

    [Fact]
    public void A_file_that_was_emptied_while_it_was_not_followed_is_read_from_its_beginning()
    {
        _folder.Append("a.log", "a long line of the past");
        _folder.Append("b.log", "old");
        Touch("b.log", minutes: 1);
        var follower = Follow("*.log", files: 1);
        Look(follower);
        File.WriteAllText(_folder.At("a.log"), "new\n");
        Touch("a.log", minutes: 2);
        Assert.Equal("new", Look(follower));
    }

    [Fact]
    public void What_was_made_before_the_first_look_and_comes_into_sight_later_is_the_past()
    {
        var follower = Follow("*.log", ahead: TimeSpan.FromHours(1));
        Assert.Equal("no-file", follower.Look().Blind);
        _folder.Append("a.log", "old");
        Assert.Equal("", Look(follower));
        _folder.Append("a.log", "new");
        Assert.Equal("new", Look(follower));
    }

    [Fact]
    public void One_file_that_may_not_be_read_is_left_out_and_said_and_the_others_are_read()
    {
        File.CreateSymbolicLink(_folder.At("a.log"), "/proc/self/environ");
        _folder.Append("b.log", "old");
        var follower = Follow("*.log");
        Look(follower);
        _folder.Append("b.log", "new");
        var followed = follower.Look();
        Assert.Equal("new", _lines.Take());
        Assert.Null(followed.Blind);
        Assert.StartsWith("left out: ", followed.Detail, StringComparison.Ordinal);
        Assert.Contains(_folder.At("a.log"), followed.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_that_was_read_and_may_not_be_read_any_more_is_our_blindness_whatever_else_is_read()
    {
        _folder.Append("a.log", "old");
        _folder.Append("b.log", "old");
        var follower = Follow("*.log");
        Look(follower);
        File.Delete(_folder.At("a.log"));
        File.CreateSymbolicLink(_folder.At("a.log"), "/proc/self/environ");
        _folder.Append("b.log", "new");
        Assert.Equal("no-access", follower.Look().Blind);
        Assert.Equal("new", _lines.Take());
    }

    private FileFollower Follow(string pattern, int files = 32, TimeSpan ahead = default)
    {
        var limits = new FollowLimits { Files = files, LookBytes = 1 << 20, LineBytes = 16384 };
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow() + ahead);
        var follower = new FileFollower([_folder.At(pattern)], limits, () => _lines, () => null, clock);
        _followers.Add(follower);
        return follower;
    }

    private void Touch(string name, int minutes) => File.SetLastWriteTimeUtc(
        _folder.At(name), TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(minutes));

    private string Look(FileFollower follower)
    {
        Assert.Null(follower.Look().Blind);
        return _lines.Take();
    }
}
