using Bellwether.Probes.Frontend;

namespace Bellwether.Probes.Tests.Frontend;

public sealed class AssetGenerationsTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;

    private readonly AssetGenerations _generations = new(TimeSpan.FromHours(1));

    [Fact]
    public void What_an_earlier_page_had_and_this_one_has_not_is_old()
    {
        Assert.Empty(Take(0, "a1", "b1"));
        Assert.Empty(Take(1, "b1", "a1"));
        Assert.Equal(["a1"], Take(2, "a2", "b1"));
        Assert.Equal(["a1"], Take(3, "a2", "b1"));
    }

    [Fact]
    public void A_page_that_comes_back_takes_what_came_after_it_away()
    {
        Take(0, "a1");
        Take(1, "a2");
        Assert.Equal(["a2", "a1"], Take(2, "a3"));
        Assert.Empty(Take(3, "a1"));
        Assert.Equal(["a1"], Take(4, "a4"));
    }

    [Fact]
    public void It_is_forgotten_in_time()
    {
        Take(0, "a1");
        Take(1, "a2");
        Assert.Equal(["a1"], Take(61, "a2"));
        Assert.Empty(Take(62, "a2"));
    }

    [Fact]
    public void Only_so_many_are_remembered_and_the_newest_go_first()
    {
        for (var i = 0; i < 3 * AssetGenerations.Most; i++) Take(0, $"a{i}");
        var old = Take(0, "now");
        Assert.Equal(AssetGenerations.Most, old.Count);
        Assert.Equal($"a{(3 * AssetGenerations.Most) - 1}", old[0]);
    }

    [Fact]
    public void A_page_without_hashed_assets_changes_nothing()
    {
        Take(0, "a1");
        Take(1, "a2");
        Assert.Equal(["a1"], Take(2));
    }

    private IReadOnlyList<string> Take(int minutes, params string[] names) =>
    [
        .. _generations.Take(
            [.. names.Select(name => new PageAsset
            {
                Url = new Uri($"http://shop/{name}"),
                Kind = AssetKind.Script,
            })], Start.AddMinutes(minutes)).Select(asset => asset.Url.AbsolutePath[1..]),
    ];
}
