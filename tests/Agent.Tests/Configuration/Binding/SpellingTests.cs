using Bellwether.Agent.Configuration.Binding;

namespace Bellwether.Agent.Tests.Configuration.Binding;

public sealed class SpellingTests
{
    private static readonly string[] Words =
        ["every", "timeout", "fail-after", "window", "health", "http", "host", "tcp", "scrape"];

    [Theory]
    [InlineData("evry", "every")]
    [InlineData("eveyr", "every")]
    [InlineData("time-out", "timeout")]
    [InlineData("failAfter", "fail-after")]
    [InlineData("FAIL_AFTER", "fail-after")]
    [InlineData("htp", "http")]
    [InlineData("scrap", "scrape")]
    public void A_slip_of_the_hand_finds_its_word(string word, string meant) =>
        Assert.Equal(meant, Spelling.Nearest(word, Words));

    [Theory]
    [InlineData("healthcheck")]
    [InlineData("x")]
    [InlineData("")]
    [InlineData("interval")]
    [InlineData("ssh")]
    public void A_word_of_its_own_is_not_taken_for_another(string word) => Assert.Null(Spelling.Nearest(word, Words));
}
