using System.ComponentModel.DataAnnotations;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Configuration.Scalars;
using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Judging.Rules.Limit;

/// <summary>Options of <c>limit</c>: fails when at least K of the last N points lie outside.</summary>
internal sealed class LimitRuleOptions : IRuleOptions
{
    /// <summary>Highest level allowed, with its unit or in the signal's. Default none.</summary>
    public Quantity? Max { get; init; }

    /// <summary>Lowest level allowed, with its unit or in the signal's. Default none.</summary>
    public Quantity? Min { get; init; }

    /// <summary>How many of how many points outside make it fail. N at most 1000; default 5 of 10.</summary>
    public KOfN FailAfter { get; init; } = new(5, 10);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Max is null && Min is null)
            yield return new("limit needs max, min or both");
        if (Max?.Value <= Min?.Value)
            yield return new("min must be less than max", [nameof(Min)]);
    }

    public IEnumerable<ValidationResult> Check(RuleContext context)
    {
        var signal = context.Signal;
        if (signal.IsState)
            yield return new($"'{signal.Name}' {signal.Words}: use {(signal.Unit == "looks" ? "health" : "restarts")} "
                + $"in place of limit");
        else if (signal.Kind is SignalKind.Latency)
            yield return new($"'{signal.Name}' {signal.Words}: put the limit on '{signal.Name}.p99'");
        foreach (var (level, member) in new[] { (Max, nameof(Max)), (Min, nameof(Min)) })
            if (level is { } stated && UnitFault(stated, signal) is { } fault)
                yield return new(fault, [member]);
        if (signal.Unit == "ratio" && Max is { Dimension: Dimension.None or Dimension.Ratio, Value: >= 1 })
            yield return new($"can never fail: '{signal.Name}' is a ratio and never above 1", [nameof(Max)]);
        if (Min is { Value: <= 0 } && signal.Kind is not (null or SignalKind.Gauge))
            yield return new($"can never fail: '{signal.Name}' is never below 0", [nameof(Min)]);
        if (FailAfter.K > context.PointsSeen)
            yield return new($"can never fail: {FailAfter.K} points are needed, and the policy's window less its "
                + $"warm-up "
                + $"has {context.PointsSeen}", [nameof(FailAfter)]);
    }

    public RulePlan Compile(RuleContext context) => new LimitRulePlan
    {
        Name = context.Name,
        Signal = context.Signal.Name,
        Critical = context.Critical,
        Max = Max?.Value,
        Min = Min?.Value,
        FailAfter = FailAfter,
    };

    private static string? UnitFault(Quantity level, SignalFacts signal)
    {
        var fits = signal.Unit switch
        {
            null => true,
            "seconds" => level.Dimension is Dimension.None or Dimension.Seconds,
            "bytes" => level.Dimension is Dimension.None or Dimension.Bytes,
            "ratio" => level.Dimension is Dimension.None or Dimension.Ratio,
            _ => level.Dimension is Dimension.None,
        };
        return fits ? null : $"does not fit: '{signal.Name}' {signal.Words}, and the limit is "
            + (level.Dimension is Dimension.Seconds ? "a duration" : level.Dimension is Dimension.Bytes ? "a size"
                : "a share");
    }
}
