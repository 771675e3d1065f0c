using System.ComponentModel.DataAnnotations;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Configuration.Scalars;

namespace Bellwether.Agent.Judging.Rules.Health;

/// <summary>Options of <c>health</c>: fails when at least K of the last N looks are bad.</summary>
internal sealed class HealthRuleOptions : IRuleOptions
{
    /// <summary>How many of how many looks must be bad. N at most 1000; default 3 of 5.</summary>
    public KOfN FailAfter { get; init; } = new(3, 5);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => [];

    public IEnumerable<ValidationResult> Check(RuleContext context)
    {
        var signal = context.Signal;
        if (signal.Unit is not "looks")
            yield return new($"health judges good and bad looks, and '{signal.Name}' {signal.Words}: name a signal "
                + $"that ends in '.up'");
        // The first of K looks may come just after the warm-up: K of them span K − 1 gaps.
        else if ((FailAfter.K - 1) * signal.Every > context.Seen)
            yield return new($"can never fail: {FailAfter.K} looks, one every {Duration.Write(signal.Every)}, take "
                + $"longer than the policy's window less its warm-up, {Duration.Write(context.Seen)}",
                [nameof(FailAfter)]);
    }

    public RulePlan Compile(RuleContext context) => new HealthRulePlan
    {
        Name = context.Name,
        Signal = context.Signal.Name,
        Critical = context.Critical,
        FailAfter = FailAfter,
    };
}
