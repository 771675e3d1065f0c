using System.ComponentModel.DataAnnotations;
using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent.Judging.Rules.Restarts;

/// <summary>Options of <c>restarts</c>: fails at that many restarts within the watch, the replacement not
/// counted.</summary>
internal sealed class RestartsRuleOptions : IRuleOptions
{
    /// <summary>Restarts that fail it. 1 to 100; default 2.</summary>
    [Range(1, 100)] public int FailAt { get; init; } = 2;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => [];

    public IEnumerable<ValidationResult> Check(RuleContext context)
    {
        if (context.Signal.Unit is not "restarts")
            yield return new($"restarts counts restarts, and '{context.Signal.Name}' {context.Signal.Words}: "
                + "name a signal that ends in '.restarts'");
    }

    public RulePlan Compile(RuleContext context) => new RestartsRulePlan
    {
        Name = context.Name,
        Signal = context.Signal.Name,
        Critical = context.Critical,
        FailAt = FailAt,
    };
}
