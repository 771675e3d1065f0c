using Bellwether.Agent.Baselines;
using Bellwether.Agent.Tests.Judging;

namespace Bellwether.Agent.Tests.Baselines;

public sealed class SelectionTests
{
    [Fact]
    public void A_selected_quantile_is_the_sorted_one()
    {
        var dice = new Dice(11);
        for (var round = 0; round < 200; round++)
        {
            var values = Enumerable.Range(0, 1 + (int)(dice.Next() % 60)).Select(_ => (double)(dice.Next() % 20))
                .ToArray();
            var sorted = values.Order().ToArray();
            foreach (var quantile in new[] { 0, 0.01, 0.5, 0.99, 1 })
            {
                var place = quantile * (sorted.Length - 1);
                var low = (int)place;
                var expected = low + 1 < sorted.Length
                    ? sorted[low] + (place - low) * (sorted[low + 1] - sorted[low]) : sorted[low];
                Assert.Equal(expected, Selection.Quantile([.. values], quantile), 9);
            }
        }
    }

    [Fact]
    public void The_quantile_of_nothing_is_no_number() => Assert.True(double.IsNaN(Selection.Quantile([], 0.5)));
}
