using Bellwether.Probes.Postgres;

namespace Bellwether.Probes.Tests.Postgres;

public sealed class NamePatternTests
{
    [Theory]
    [InlineData("V1__a.sql", "V1__a.sql", true)]
    [InlineData("V1__a.sql", "V1__A.sql", false)]
    [InlineData("*", "", true)]
    [InlineData("*_add_*", "20260101_add_index", true)]
    [InlineData("*_add_*", "20260101_drop_index", false)]
    [InlineData("V*.sql", "V12__a.sql", true)]
    [InlineData("V*.sql", "V12__a.sql.bak", false)]
    [InlineData("a*a", "a", false)]
    [InlineData("a*b*b", "ab", false)]
    [InlineData("a*b*b", "abb", true)]
    [InlineData("**", "x", true)]
    public void A_star_stands_for_anything(string pattern, string name, bool matches) =>
        Assert.Equal(matches, NamePattern.Matches(pattern, name));
}
