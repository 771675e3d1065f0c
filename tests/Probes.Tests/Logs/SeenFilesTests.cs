using Bellwether.Probes.Logs.Files;

namespace Bellwether.Probes.Tests.Logs;

public sealed class SeenFilesTests
{
    [Fact]
    public void What_is_gone_is_remembered_by_its_birth_and_forgotten_without_one()
    {
        var seen = new SeenFiles();
        seen.Remember([File(1, born: 10), File(2, born: null)]);
        seen.Remember([]);
        Assert.Equal(100, seen.LengthOf(File(1, born: 10)));
        Assert.Null(seen.LengthOf(File(1, born: 11)));
        Assert.Null(seen.LengthOf(File(2, born: null)));
    }

    [Fact]
    public void Of_too_many_those_that_are_gone_are_forgotten()
    {
        var seen = new SeenFiles();
        seen.Remember([File(0, born: 10)]);
        var others = Enumerable.Range(1, SeenFiles.Most).Select(i => File((ulong)i, born: 10)).ToList();
        seen.Remember(others);
        seen.Remember(others);
        Assert.Null(seen.LengthOf(File(0, born: 10)));
        Assert.Equal(100, seen.LengthOf(others[^1]));
    }

    private static FileFacts File(ulong inode, long? born) => new(new(1, inode), 100, 0, born, true);
}
