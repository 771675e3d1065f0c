using Bellwether.Agent.Judging;
using Bellwether.Contracts.Verdicts;
using Bellwether.Probes;

namespace Bellwether.Agent.Tests.Judging;

public sealed class KOfNTestTests
{
    [Theory]
    [InlineData("ggggg", Outcome.Pass)]
    [InlineData("bgbgb", Outcome.Fail)]
    [InlineData("bbgggggbb", Outcome.Pass)]
    [InlineData("bbbggggggggg", Outcome.Fail)]
    [InlineData("gggggggbggggb", Outcome.Pass)]
    [InlineData("bb", Outcome.Inconclusive)]
    [InlineData("", Outcome.Inconclusive)]
    [InlineData("mmmmm", Outcome.Inconclusive)]
    [InlineData("ggbmbgggg", Outcome.Inconclusive)]
    [InlineData("ggmmggggg", Outcome.Pass)]
    [InlineData("bmmbmmbmmb", Outcome.Inconclusive)]
    public void Three_of_the_last_five(string marks, Outcome expected) =>
        Assert.Equal(expected, KOfNTest.Examine(Marks(marks), new(3, 5)).Outcome);

    [Theory]
    [InlineData("bbgbbgbbg", Outcome.Pass)]
    [InlineData("bbgbbbggg", Outcome.Fail)]
    public void A_success_resets_three_in_a_row(string marks, Outcome expected) =>
        Assert.Equal(expected, KOfNTest.Examine(Marks(marks), new(3, 3)).Outcome);

    [Fact]
    public void Every_window_is_looked_at_not_the_last_one_or_the_first_one_alone()
    {
        for (var at = 0; at <= 17; at++)
        {
            var marks = Marks(new string('g', at) + "bbb" + new string('g', 17 - at));
            Assert.Equal(Outcome.Fail, KOfNTest.Examine(marks, new(3, 5)).Outcome);
        }
    }

    private static Reachability[] Marks(string letters) => [.. letters.Select(letter => letter switch
    {
        'g' => Reachability.Good,
        'b' => Reachability.Bad,
        _ => Reachability.Missing,
    })];
}
