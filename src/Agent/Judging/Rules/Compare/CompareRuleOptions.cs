using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Configuration.Scalars;
using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Judging.Rules.Compare;

/// <summary>Options of <c>compare</c>: fails when the signal is worse than its baseline by more than chance
/// explains.</summary>
internal sealed class CompareRuleOptions : IRuleOptions
{
    /// <summary>Difference of error ratios that a promote may leave unexcluded, by default: 0.5 percentage
    /// points.</summary>
    public const double DefaultDifference = 0.005;

    /// <summary>Relative change that a promote may leave unexcluded, by default.</summary>
    public const double DefaultTolerance = 0.5;

    /// <summary>More than this is a slip: 50 stands for 5000%.</summary>
    private const double MostAllow = 20;

    /// <summary>Which way is bad: increase, decrease or either; default increase.</summary>
    public Direction Direction { get; init; } = Direction.Increase;

    /// <summary>Smallest change worth a rollback, relative to the baseline. More than 0% and at most 10000%; default
    /// 10% (errors and latency by counts: at least 50%).</summary>
    [Range(0.0, 100.0, MinimumIsExclusive = true)] public Ratio Allow { get; init; } = new(0.1);

    /// <summary>Largest change that a promote may leave unexcluded on a critical signal: relative (50%), or for a ratio
    /// in percentage points (0.5pp). More than 0% and at most 10000%; default 50%, for a ratio 0.5pp.</summary>
    [Range(0.0, 100.0, MinimumIsExclusive = true), DefaultValue("50%; for a ratio 0.5pp")]
    public Tolerance? Tolerate { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Direction is Direction.Decrease && Allow.Value >= 1)
            yield return new("can never fail: nothing decreases by 100% of itself or more and is still seen",
                [nameof(Allow)]);
        if (Allow.Value > MostAllow)
            yield return new(
                $"is {Allow.Value * 100:0}%: write 50% or 0.5 for one and a half times the baseline", [nameof(Allow)]);
        if (Tolerate is { IsDifference: true, Value: >= 1 })
            yield return new("must be less than 100pp: two ratios never differ by more", [nameof(Tolerate)]);
    }

    public IEnumerable<ValidationResult> Check(RuleContext context)
    {
        var signal = context.Signal;
        if (signal.IsState)
            yield return new($"'{signal.Name}' {signal.Words}: use {(signal.Unit == "looks" ? "health" : "restarts")} "
                + $"in place of compare");
        else if (signal.Kind is not SignalKind.Ratio && Tolerate is { IsDifference: true })
            yield return new($"percentage points are for ratios, and '{signal.Name}' {signal.Words}: write a share "
                + $"such as 50%",
                [nameof(Tolerate)]);
        else if (signal.Name.EndsWith(".errors", StringComparison.Ordinal) && Tolerate is { IsDifference: false })
            yield return new("errors are tolerated in percentage points, such as 0.5pp: a service without errors has "
                + "no share to grow by",
                [nameof(Tolerate)]);
    }

    public RulePlan Compile(RuleContext context)
    {
        var isRatio = context.Signal.Kind is SignalKind.Ratio;
        return new CompareRulePlan
        {
            Name = context.Name,
            Signal = context.Signal.Name,
            Critical = context.Critical,
            Direction = Direction,
            Allow = Allow.Value,
            Tolerate = Tolerate?.Value ?? (isRatio ? DefaultDifference : DefaultTolerance),
            TolerateIsDifference = Tolerate?.IsDifference ?? isRatio,
        };
    }
}
