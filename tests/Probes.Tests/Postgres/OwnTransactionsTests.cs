using Bellwether.Probes.Postgres;

namespace Bellwether.Probes.Tests.Postgres;

public sealed class OwnTransactionsTests
{
    private readonly OwnTransactions _own = new();

    [Fact]
    public void Ours_are_taken_out()
    {
        Assert.Equal((100, 10), _own.Without(100, 10));
        _own.Add(4, 1);
        Assert.Equal((100, 10), _own.Without(104, 11));
        _own.Add(4, 0);
        Assert.Equal((150, 12), _own.Without(158, 13));
    }

    [Fact]
    public void Ours_that_the_server_has_not_counted_yet_make_nothing_fall()
    {
        _own.Without(100, 10);
        _own.Add(4, 1);
        Assert.Equal((100, 10), _own.Without(100, 10));
        Assert.Equal((120, 10), _own.Without(124, 11));
    }

    [Fact]
    public void Another_server_behind_the_name_has_none_of_ours()
    {
        _own.CountIn(1);
        _own.Without(100, 10);
        _own.Add(40, 1);
        _own.CountIn(2);
        Assert.Equal((5_000, 90), _own.Without(5_000, 90));
        _own.Add(4, 0);
        _own.CountIn(2);
        Assert.Equal((5_002, 90), _own.Without(5_006, 90));
    }

    [Fact]
    public void Statistics_that_begin_again_hold_none_of_ours()
    {
        _own.Without(100, 10);
        _own.Add(40, 1);
        Assert.Equal((7, 0), _own.Without(7, 0));
        _own.Add(4, 0);
        Assert.Equal((9, 0), _own.Without(13, 0));
    }
}
