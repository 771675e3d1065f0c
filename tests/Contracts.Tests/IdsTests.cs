namespace Bellwether.Contracts.Tests;

public sealed class IdsTests
{
    private static readonly string Longest = new('a', Ids.MaxLength);

    public static TheoryData<string?, bool, bool> Table { get; } = new()
    {
        // id, names a service or environment, names an agent or deployment
        { "checkout", true, true },
        { "a", true, true },
        { "8-ball", true, true },
        { Longest, true, true },
        { "checkout-2.4.1_rc", false, true },
        { "a.b", false, true },
        { Longest + "a", false, false },
        { "", false, false },
        { null, false, false },
        { "-a", false, false },
        { ".a", false, false },
        { "_a", false, false },
        { "..", false, false },
        { "Checkout", false, false },
        { "check out", false, false },
        { "check/out", false, false },
        { "a:b", false, false },
        { "a\n", false, false },
        { "ä", false, false },
        { "a\0", false, false },
        { "%61", false, false },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Ids_are_of_their_characters_or_refused(string? id, bool isName, bool isId)
    {
        Assert.Equal(isName, Ids.IsName(id));
        Assert.Equal(isId, Ids.IsId(id));
    }
}
