using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent.Judging;

/// <summary>What would help where a promote could not rest on a rule, as the end of a sentence.</summary>
internal static class Advice
{
    /// <summary>More data tell what is small; what was seen itself they hardly take back.</summary>
    /// <param name="plan">A critical rule that could not exclude what it does not tolerate.</param>
    /// <param name="effect">The change that was seen, on the scale of <see cref="CompareRulePlan.Tolerate"/>; null
    /// where none is known.</param>
    public static string ToBound(CompareRulePlan plan, double? effect)
    {
        var harm = plan.Direction switch
        {
            Direction.Increase => effect,
            Direction.Decrease => -effect,
            _ => effect is { } change ? Math.Abs(change) : null,
        };
        return harm > plan.Tolerate
            ? "; what was seen is itself more than is tolerated: find out why, or let the rule tolerate more"
            : "; a longer window or more traffic would tell, or let the rule tolerate more";
    }
}
