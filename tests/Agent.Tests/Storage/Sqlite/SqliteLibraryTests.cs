using Bellwether.Agent.Storage;
using Bellwether.Agent.Storage.Sqlite;

namespace Bellwether.Agent.Tests.Storage.Sqlite;

public sealed class SqliteLibraryTests
{
    [Fact]
    public void A_library_at_or_above_the_floor_is_bound() => Assert.True(SqliteLibrary.Bind() >= SqliteLibrary.Floor);

    [Fact]
    public void Where_the_system_has_one_it_is_the_systems()
    {
        SqliteLibrary.Bind();
        var maps = File.ReadAllLines("/proc/self/maps").Where(line => line.Contains("sqlite3.so")).ToArray();
        var system = Directory.Exists("/usr/lib/x86_64-linux-gnu")
            && File.Exists("/usr/lib/x86_64-linux-gnu/libsqlite3.so.0");
        Assert.Equal(system, maps.Any(line => line.Contains("/libsqlite3.so")));
    }

    [Fact]
    public void The_floor_itself_will_do() =>
        Assert.Equal(new Version(3, 35, 0), SqliteLibrary.AtLeastFloor(3_035_000));

    [Fact]
    public void An_older_one_is_refused_in_words()
    {
        var refusal = Assert.Throws<StorageException>(() => SqliteLibrary.AtLeastFloor(3_034_001));
        Assert.Equal("SQLite 3.34.1 is too old: 3.35.0 or newer is needed. Install a newer libsqlite3-0.",
            refusal.Message);
    }
}
