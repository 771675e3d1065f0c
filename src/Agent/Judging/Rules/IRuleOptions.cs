using System.ComponentModel.DataAnnotations;
using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent.Judging.Rules;

/// <summary>What every rule's options can do.</summary>
internal interface IRuleOptions : IValidatableObject
{
    /// <summary>What would keep the rule from ever failing, or from ever passing, beside this signal and this
    /// policy.</summary>
    IEnumerable<ValidationResult> Check(RuleContext context);

    /// <summary>The plan of options that were checked.</summary>
    RulePlan Compile(RuleContext context);
}
