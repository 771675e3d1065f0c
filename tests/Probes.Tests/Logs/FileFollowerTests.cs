using System.Text;
using Bellwether.Probes.Logs.Files;

namespace Bellwether.Probes.Tests.Logs;

/// <summary>Nothing is read twice, and nothing is lost, however a log is rotated.</summary>
public sealed class FileFollowerTests : IDisposable
{
    private readonly LogFolder _folder = new();
    private readonly TakenLines _lines = new();
    private readonly TakenLines _past = new();
    private readonly List<FileFollower> _followers = [];

    public void Dispose()
    {
        foreach (var follower in _followers) follower.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void The_past_is_not_read_as_new()
    {
        _folder.Append("a.log", "old 1", "old 2");
        var follower = Follow("a.log");
        Assert.Equal("", Look(follower));
        _folder.Append("a.log", "new");
        Assert.Equal("new", Look(follower));
        Assert.Equal("", Look(follower));
    }

    [Fact]
    public void The_past_is_told_to_who_learns_and_to_nobody_else()
    {
        _folder.AppendRaw("a.log", "cut off\nold 1\nold 2\nhal");
        var follower = Follow("a.log", past: 19);
        Assert.Equal("", Look(follower));
        Assert.Equal("old 1|old 2", _past.Take());
        _folder.AppendRaw("a.log", "f\nnew\n");
        Assert.Equal("new", Look(follower));
    }

    [Fact]
    public void A_file_that_does_not_exist_yet_is_our_blindness_and_then_read_from_its_beginning()
    {
        var follower = Follow("a.log");
        Assert.Equal("no-file", follower.Look().Blind);
        _folder.Append("a.log", "first");
        Assert.Equal("first", Look(follower));
    }

    [Fact]
    public void An_unfinished_line_waits_for_its_end()
    {
        _folder.Append("a.log");
        var follower = Follow("a.log");
        Look(follower);
        _folder.AppendRaw("a.log", "one\ntw");
        Assert.Equal("one", Look(follower));
        Assert.Equal("", Look(follower));
        _folder.AppendRaw("a.log", "o\r\n\n");
        Assert.Equal("two", Look(follower));
    }

    [Fact]
    public void Rotated_by_a_new_name_both_are_read_to_their_ends()
    {
        _folder.Append("a.log", "old");
        var follower = Follow("a.log");
        Look(follower);
        _folder.Append("a.log", "1");
        _folder.Move("a.log", "a.log.1");
        // Between the two steps of the rotation there is no file of the name, and the writer still has the old one.
        _folder.Append("a.log.1", "2");
        Assert.Equal("1|2", Look(follower));
        _folder.Append("a.log.1", "3");
        _folder.Append("a.log", "4");
        Assert.Equal("3|4", Look(follower));
        _folder.Append("a.log.1", "5");
        Assert.Equal("5", Look(follower));
    }

    [Fact]
    public void What_lost_its_name_is_let_go_once_its_successor_is_there_and_it_is_quiet()
    {
        _folder.Append("a.log", "old");
        var follower = Follow("a.log");
        Look(follower);
        _folder.Move("a.log", "a.log.1");
        for (var i = 0; i < 20; i++) Look(follower);
        Assert.Equal(1, follower.Open);
        _folder.Append("a.log", "new");
        for (var i = 0; i < 7; i++) Look(follower);
        Assert.Equal(1, follower.Open);
        _folder.Append("a.log.1", "late");
        Assert.Equal("", Look(follower));
    }

    [Theory]
    [InlineData("a.log")]
    [InlineData("a.log*")]
    public void Copied_and_emptied_it_is_read_on_from_the_beginning_and_the_copy_is_not_read(string pattern)
    {
        _folder.Append("a.log", Enumerable.Range(0, 20).Select(i => $"line {i}").ToArray());
        var follower = Follow(pattern);
        Look(follower);
        _folder.Append("a.log", "before");
        Assert.Equal("before", Look(follower));
        File.Copy(_folder.At("a.log"), _folder.At("a.log.1"));
        File.WriteAllText(_folder.At("a.log"), "");
        _folder.Append("a.log", "after");
        Assert.Equal("after", Look(follower));
        _folder.Append("a.log", "more");
        Assert.Equal("more", Look(follower));
    }

    [Fact]
    public void A_copy_that_is_seen_before_the_log_is_emptied_is_not_read_either()
    {
        _folder.Append("a.log", Enumerable.Range(0, 20).Select(i => $"line {i}").ToArray());
        var follower = Follow("a.log*");
        Look(follower);
        File.Copy(_folder.At("a.log"), _folder.At("a.log.1"));
        Assert.Equal("", Look(follower));
        File.WriteAllText(_folder.At("a.log"), "");
        Assert.Equal("", Look(follower));
    }

    [Fact]
    public void Emptied_and_written_beyond_where_we_were_it_is_read_from_the_beginning()
    {
        _folder.Append("a.log", "a line of some length");
        var follower = Follow("a.log");
        Look(follower);
        File.WriteAllText(_folder.At("a.log"), "");
        _folder.Append("a.log", "another line, much longer than the one that was there before", "and one");
        Assert.Equal("another line, much longer than the one that was there before|and one", Look(follower));
    }

    [Fact]
    public void The_hole_that_a_writer_leaves_who_does_not_append_is_no_line()
    {
        using var writer = new FileStream(_folder.At("a.log"), FileMode.Create, FileAccess.Write, FileShare.ReadWrite);
        writer.Write(Encoding.UTF8.GetBytes(new string('x', 70_000) + "\n"));
        writer.Flush();
        var follower = Follow("a.log");
        Look(follower);
        using (File.Open(_folder.At("a.log"), FileMode.Truncate, FileAccess.Write, FileShare.ReadWrite))
        {
        }

        writer.Write("after\n"u8);
        writer.Flush();
        Assert.Equal("after", Look(follower));
    }

    [Fact]
    public void Replaced_by_another_of_its_name_it_is_read_from_the_beginning()
    {
        _folder.Append("a.log", "old");
        var follower = Follow("a.log");
        Look(follower);
        _folder.Append("a.log", "last");
        _folder.Append("next", "first");
        File.Move(_folder.At("next"), _folder.At("a.log"), overwrite: true);
        Assert.Equal("last|first", Look(follower));
    }

    [Fact]
    public void A_file_of_a_new_name_is_read_whole_and_a_packed_one_never()
    {
        _folder.Append("app-1.log", "old");
        var follower = Follow("app-*");
        Look(follower);
        _folder.Append("app-2.log", "new day");
        _folder.Append("app-0.log.gz", "packed");
        _folder.Append(".app-hidden", "hidden");
        Assert.Equal("new day", Look(follower));
    }

    [Fact]
    public void A_wildcard_stands_within_one_name_of_a_folder_too()
    {
        Directory.CreateDirectory(_folder.At("pods/shop_1/app"));
        Directory.CreateDirectory(_folder.At("pods/cart_1/app"));
        _folder.Append("pods/shop_1/app/0.log", "old");
        var follower = Follow("pods/shop_?/app/*.log");
        Look(follower);
        _folder.Append("pods/shop_1/app/0.log", "shop");
        _folder.Append("pods/cart_1/app/0.log", "cart");
        Assert.Equal("shop", Look(follower));
    }

    [Fact]
    public void A_link_is_followed_to_where_it_leads_now()
    {
        _folder.Append("0.log", "old");
        File.CreateSymbolicLink(_folder.At("app.log"), _folder.At("0.log"));
        var follower = Follow("app.log");
        Look(follower);
        _folder.Append("0.log", "one");
        _folder.Append("1.log", "two");
        File.Delete(_folder.At("app.log"));
        File.CreateSymbolicLink(_folder.At("app.log"), _folder.At("1.log"));
        Assert.Equal("one|two", Look(follower));
    }

    [Fact]
    public void Neither_a_lock_of_its_writer_nor_one_of_ours_is_in_anybodys_way()
    {
        using (var writer = new FileStream(_folder.At("a.log"), FileMode.Create, FileAccess.Write, FileShare.None))
        {
            var follower = Follow("a.log");
            Look(follower);
            writer.Write("one\n"u8);
            writer.Flush();
            Assert.Equal("one", Look(follower));
        }

        using var again = new FileStream(_folder.At("a.log"), FileMode.Open, FileAccess.Write, FileShare.None);
    }

    [Fact]
    public void A_pipe_or_a_folder_is_no_log_and_holds_nobody_up()
    {
        Directory.CreateDirectory(_folder.At("a.log"));
        using var made = System.Diagnostics.Process.Start("mkfifo", [_folder.At("b.log")]);
        made.WaitForExit();
        Assert.Equal("no-file", Follow("a.log").Look().Blind);
        Assert.Equal("no-file", Follow("b.log").Look().Blind);
    }

    [Theory]
    [InlineData("/proc/self/environ", true)]
    [InlineData("/run/credentials/bellwether.service/token", true)]
    [InlineData("/srv/credentials/token", true)]
    [InlineData("/srv/credentials.log", false)]
    [InlineData("/var/log/nginx/access.log", false)]
    public void Where_credentials_are_there_are_no_logs(string path, bool forbidden) =>
        Assert.Equal(forbidden, Forbidden.IsForbidden(path, "/srv/credentials"));

    [Fact]
    public void A_link_to_what_the_kernel_tells_of_us_is_not_followed()
    {
        File.CreateSymbolicLink(_folder.At("a.log"), "/proc/self/environ");
        var followed = Follow("a.log").Look();
        Assert.Equal("no-access", followed.Blind);
        Assert.Contains("where credentials are", followed.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void More_than_a_look_may_read_is_passed_over_and_said()
    {
        _folder.Append("a.log", "old");
        var follower = Follow("a.log", most: 100);
        Look(follower);
        _folder.AppendRaw("a.log", string.Concat(Enumerable.Repeat("123456789\n", 50)) + "rest of a li");
        var followed = follower.Look();
        Assert.Equal(412, followed.Skipped);
        Assert.Equal(10, _lines.Take().Split('|').Length);
        _folder.AppendRaw("a.log", "ne\nnext\n");
        Assert.Equal("next", Look(follower));
    }

    [Fact]
    public void A_line_without_end_is_cut_and_takes_no_memory()
    {
        _folder.Append("a.log", "old");
        var follower = Follow("a.log", line: 256);
        Look(follower);
        _folder.AppendRaw("a.log", new string('x', 300_000));
        Assert.Equal("", Look(follower));
        _folder.AppendRaw("a.log", "\nnext\n");
        Assert.Equal(new string('x', 256) + "|next", Look(follower));
    }

    [Fact]
    public void Of_too_many_files_those_written_to_last_are_followed()
    {
        for (var i = 0; i < 5; i++)
            File.SetLastWriteTimeUtc(_folder.Append($"{i}.log", "old"), DateTime.UnixEpoch.AddDays(i + 1));
        var follower = Follow("*.log", files: 2);
        Assert.Contains("5 files match", follower.Look().Detail, StringComparison.Ordinal);
        _folder.Append("4.log", "followed");
        Assert.Equal("followed", Look(follower));
        Assert.Equal(2, follower.Open);
    }

    [Theory]
    [InlineData("/var/log/a.log", true)]
    [InlineData("/var/log/*/a?.log", true)]
    [InlineData("a.log", false)]
    [InlineData("/var/log/", false)]
    [InlineData("/var/**/a.log", false)]
    [InlineData("/var/log/../a.log", false)]
    public void A_pattern_is_an_absolute_path(string pattern, bool good) =>
        Assert.Equal(good, LogGlob.Fault(pattern) is null);

    private FileFollower Follow(string pattern, int files = 32, long most = 1 << 20, int line = 16384, long past = 0)
    {
        var limits = new FollowLimits { Files = files, LookBytes = most, LineBytes = line, PastBytes = past };
        var follower = new FileFollower([_folder.At(pattern)], limits, () => _lines, () => _past);
        _followers.Add(follower);
        return follower;
    }

    private string Look(FileFollower follower)
    {
        Assert.Null(follower.Look().Blind);
        return _lines.Take();
    }
}
