using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Configuration.Scalars;

namespace Bellwether.Agent.Judging.Rules.BurnRate;

/// <summary>Options of <c>burn-rate</c>: fails when the error budget burns too fast in a short and in a long
/// window.</summary>
internal sealed class BurnRateRuleOptions : IRuleOptions
{
    /// <summary>Share of good ones that was promised, such as 99.9%. More than 0% and less than 100%.
    /// Required.</summary>
    [Required, Range(0.0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public Ratio? Objective { get; init; }

    /// <summary>Burn rate that fails. More than 1 and at most 1000; default 14.4.</summary>
    [Range(1.0, 1000.0, MinimumIsExclusive = true)] public double Limit { get; init; } = 14.4;

    /// <summary>Short window. 1 s to 7 d, less than long; default a twelfth of the watch, at least 3 points.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00"), DefaultValue("a twelfth of the watch, at least 3 points")]
    public TimeSpan? Short { get; init; }

    /// <summary>Long window. 1 s to 7 d, at most the policy's window less its warm-up; default all points since the
    /// warm-up.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00"), DefaultValue("all points since the warm-up")]
    public TimeSpan? Long { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Objective is { } objective && Limit * (1 - objective.Value) >= 1)
            yield return new($"can never fail: a burn rate of {Limit.ToString(CultureInfo.InvariantCulture)} is an "
                + $"error ratio of "
                + $"{new Ratio(Limit * (1 - objective.Value))} at an objective of {objective}", [nameof(Limit)]);
        if (Short >= Long)
            yield return new("short must be shorter than long", [nameof(Short)]);
    }

    public IEnumerable<ValidationResult> Check(RuleContext context)
    {
        var (signal, policy) = (context.Signal, context.Policy);
        if (signal.Kind is not Contracts.Signals.SignalKind.Ratio)
            yield return new($"burn-rate judges a ratio of bad ones, and '{signal.Name}' {signal.Words}");
        var most = policy.Window - policy.WarmUp;
        foreach (var (window, member) in new[] { (Short, nameof(Short)), (Long, nameof(Long)) })
            if (window > most)
                yield return new("can never fail: it is longer than the policy's window less its warm-up, "
                    + Duration.Write(most), [member]);
            else if (window < policy.Interval)
                yield return new($"is shorter than the policy's interval of {Duration.Write(policy.Interval)}: it "
                    + $"holds no point", [member]);
            else if (window == policy.Interval && member == nameof(Long))
                yield return new($"can never fail: it holds one point of {Duration.Write(policy.Interval)}, and bad "
                    + $"requests in one point alone roll nothing back", [member]);
    }

    public RulePlan Compile(RuleContext context) => new BurnRateRulePlan
    {
        Name = context.Name,
        Signal = context.Signal.Name,
        Critical = context.Critical,
        Objective = Objective!.Value.Value,
        Limit = Limit,
        Short = Short,
        Long = Long,
    };
}
