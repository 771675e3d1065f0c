using System.ComponentModel.DataAnnotations;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Configuration.Scalars;

namespace Bellwether.Agent.Judging.Rules.Absent;

/// <summary>Options of <c>absent</c>: fails when a signal that was there before is missing while its target
/// answers.</summary>
internal sealed class AbsentRuleOptions : IRuleOptions
{
    /// <summary>How long it must be missing. 1 s to 1 d, at most the policy's window less its warm-up; default 2
    /// m.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")] public TimeSpan For { get; init; } = TimeSpan.FromMinutes(2);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => [];

    public IEnumerable<ValidationResult> Check(RuleContext context)
    {
        // A window and a warm-up that are no whole points are rounded up, and may leave fewer points than their time.
        var held = context.PointsSeen * context.Policy.Interval;
        var most = held < context.Seen ? held : context.Seen;
        if (context.Signal.IsState)
            yield return new($"'{context.Signal.Name}' {context.Signal.Words} and cannot be absent: use health or "
                + $"restarts");
        if (For > most)
            yield return new($"can never fail: {Duration.Write(For)} is longer than the policy's window less its "
                + $"warm-up, "
                + Duration.Write(most), [nameof(For)]);
        else if (For < context.Policy.Interval)
            yield return new($"is shorter than the policy's interval of {Duration.Write(context.Policy.Interval)}: it "
                + $"holds no point",
                [nameof(For)]);
    }

    public RulePlan Compile(RuleContext context) => new AbsentRulePlan
    {
        Name = context.Name,
        Signal = context.Signal.Name,
        Critical = context.Critical,
        For = For,
    };
}
