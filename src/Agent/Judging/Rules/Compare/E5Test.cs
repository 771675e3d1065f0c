using Bellwether.Agent.Baselines;
using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent.Judging.Rules.Compare;

/// <summary>So many points beyond anything that the last day had.</summary>
internal static class E5Test
{
    /// <summary>One, two or three may be chance; five on one side hardly ever are. Source: JUDGE section 1.</summary>
    public const int Breaches = 5;

    /// <summary>How many of the levels it took; null where they are not enough.</summary>
    /// <param name="day">What is usual.</param>
    /// <param name="levels">Oldest first; NaN is missing.</param>
    /// <param name="plan">Which way is bad, and what is too small to matter.</param>
    /// <param name="breaches">How many points on one side.</param>
    public static int? CrossedAt(
        DayBaseline day, ReadOnlySpan<double> levels, CompareRulePlan plan, int breaches = Breaches)
    {
        var least = plan.Allow * Math.Abs(day.Median);
        var (above, below) = (0, 0);
        for (var i = 0; i < levels.Length; i++)
        {
            if (levels[i] > day.Highest && levels[i] - day.Median >= least) above++;
            if (levels[i] < day.Lowest && day.Median - levels[i] >= least) below++;
            if (plan.Direction != Direction.Decrease && above >= breaches) return i + 1;
            if (plan.Direction != Direction.Increase && below >= breaches) return i + 1;
        }

        return null;
    }
}
