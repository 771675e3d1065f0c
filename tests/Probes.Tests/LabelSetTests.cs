namespace Bellwether.Probes.Tests;

public sealed class LabelSetTests
{
    [Fact]
    public void Sets_are_equal_where_the_same_names_have_the_same_values_in_that_order()
    {
        Assert.Equal(Of(("a", "1"), ("b", "2")), Of(("a", "1"), ("b", "2")));
        Assert.Equal(Of(("a", "1")).GetHashCode(), Of(("a", "1")).GetHashCode());
        Assert.NotEqual(Of(("a", "1"), ("b", "2")), Of(("b", "2"), ("a", "1")));
        Assert.NotEqual(Of(("a", "1")), Of(("a", "2")));
        Assert.NotEqual(Of(("a", "1")), Of(("b", "1")));
        Assert.NotEqual(Of(("a", "1")), LabelSet.Empty);
        Assert.False(LabelSet.Empty.Equals(null));
    }

    private static LabelSet Of(params (string Name, string Value)[] labels) =>
        new([.. labels.Select(l => new KeyValuePair<string, string>(l.Name, l.Value))]);
}
