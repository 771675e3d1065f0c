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

    [Fact]
    public void A_missing_look_in_place_of_any_never_turns_a_failure_into_a_pass()
    {
        var failures = 0;
        for (var bits = 0; bits < 1 << 8; bits++)
        {
            var whole = Enumerable.Range(0, 8).Select(i => (bits >> i & 1) == 1 ? Reachability.Bad : Reachability.Good)
                .ToArray();
            if (KOfNTest.Examine(whole, new(3, 5)).Outcome != Outcome.Fail) continue;
            failures++;
            for (var holes = 0; holes < 1 << 8; holes++)
            {
                var marks = whole.Select((mark, i) => (holes >> i & 1) == 1 ? Reachability.Missing : mark).ToArray();
                Assert.NotEqual(Outcome.Pass, KOfNTest.Examine(marks, new(3, 5)).Outcome);
            }
        }

        Assert.InRange(failures, 100, 255);
    }

    private static Reachability[] Marks(string letters) => [.. letters.Select(letter => letter switch
    {
        'g' => Reachability.Good,
        'b' => Reachability.Bad,
        _ => Reachability.Missing,
    })];
}
