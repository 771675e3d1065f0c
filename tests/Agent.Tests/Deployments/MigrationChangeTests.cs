using Bellwether.Agent.Deployments;
using Bellwether.Agent.Signals.Snapshots;

namespace Bellwether.Agent.Tests.Deployments;

public sealed class MigrationChangeTests
{
    private const string Where = "(Rails, public.schema_migrations of db)";

    [Fact]
    public void The_same_account_again_is_no_migration() => Assert.Empty(Since(Table(2, "b", "a"), Table(2, "b", "a")));

    [Fact]
    public void Each_new_one_is_told_in_the_order_in_which_they_ran() => Assert.Equal(
        [$"migration b ran {Where}", $"migration c ran {Where}"], Since(Table(1, "a"), Table(3, "c", "b", "a")));

    [Fact]
    public void The_first_ones_of_a_new_table_are_told() =>
        Assert.Equal([$"migration a ran {Where}"], Since(null, Table(1, "a")));

    [Fact]
    public void A_table_that_was_empty_and_is_gone_is_no_migration() =>
        Assert.Empty(MigrationChange.Sentences(new("db", [Table(1, "a")]), new("db", [])));

    [Fact]
    public void One_row_that_names_another_state_is_a_migration() =>
        Assert.Equal([$"migration b ran {Where}"], Since(Table(1, "a"), Table(1, "b")));

    [Fact]
    public void One_that_was_taken_back_is_told_and_the_older_names_behind_it_are_not() => Assert.Equal(
        [$"a migration was taken back {Where}"], Since(Table(5, "e", "d"), Table(4, "d", "c")));

    [Fact]
    public void One_without_a_name_is_told_by_the_count() =>
        Assert.Equal([$"further migrations ran {Where}"], Since(Table(1, "a"), Table(2, "a")));

    [Fact]
    public void Many_are_cut_off_after_five()
    {
        var told = Since(Table(0), Table(9, "i", "h", "g", "f", "e", "d", "c", "b", "a"));
        Assert.Equal(MigrationChange.MostSentences + 1, told.Count);
        Assert.Equal($"further migrations ran {Where}", told[^1]);
    }

    [Fact]
    public void Those_that_can_be_undone_are_not_told()
    {
        Assert.Empty(Since(Table(1, "a"), Table(2, "b", "a") with { Reversible = ["b"] }));
        Assert.Empty(Since(Table(1, "a"), Table(2, "b", "a") with { AllReversible = true }));
        Assert.Equal([$"migration c ran {Where}"],
            Since(Table(1, "a"), Table(3, "c", "b", "a") with { Reversible = ["b"] }));
    }

    [Fact]
    public void Where_the_table_cannot_be_read_its_changes_tell()
    {
        var unread = Table(7) with { Named = false };
        Assert.Equal([$"a migration ran whose name cannot be read {Where}"], Since(unread, unread with { Count = 8 }));
        Assert.Empty(Since(unread, unread));
        // The server counts anew, or a right was granted in between: nothing can be said.
        Assert.Empty(Since(unread, unread with { Count = 0 }));
        Assert.Empty(Since(unread, Table(9, "a")));
    }

    private static IReadOnlyList<string> Since(MigrationTable? before, MigrationTable now) =>
        MigrationChange.Sentences(new("db", before is null ? [] : [before]), new("db", [now]));

    private static MigrationTable Table(long count, params string[] names) => new()
    {
        Tool = "Rails",
        Table = "public.schema_migrations",
        Count = count,
        Named = true,
        Names = names,
    };
}
