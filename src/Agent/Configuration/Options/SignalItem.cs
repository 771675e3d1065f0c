using System.ComponentModel.DataAnnotations;
using Bellwether.Agent.Configuration.Binding;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Configuration.Options;

/// <summary>One signal of the operator's own. Exactly one of rate, gauge, ratio and latency names its metric.</summary>
internal sealed class SignalItem : IValidatableObject
{
    /// <summary>Longest name of a metric, and longest value of a label.</summary>
    public const int LongestName = 256;

    /// <summary>Its name: lower-case letters, digits, '-' and '.'; <c>app.errors</c> and the like take the place of
    /// what was
    /// found. Required.</summary>
    [Required, SignalName] public string? Name { get; init; }

    /// <summary>The probe whose readings it is made from; required.</summary>
    [Required, Meaning("the name of the probe that reads the metric")] public string? From { get; init; }

    /// <summary>Counter: how many in an interval.</summary>
    [StringLength(LongestName)] public string? Rate { get; init; }

    /// <summary>Gauge: its level.</summary>
    [StringLength(LongestName)] public string? Gauge { get; init; }

    /// <summary>Counter whose samples are good or bad by their labels: bad ones of all.</summary>
    [StringLength(LongestName)] public string? Ratio { get; init; }

    /// <summary>Histogram of durations, without its suffix.</summary>
    [StringLength(LongestName)] public string? Latency { get; init; }

    /// <summary>Labels that a sample must have; a value may end in * for a prefix. Default all samples.</summary>
    public IReadOnlyDictionary<string, string> Where { get; init; } = new Dictionary<string, string>();

    /// <summary>For a ratio: labels of the bad ones. Required there, refused elsewhere.</summary>
    public IReadOnlyDictionary<string, string> Bad { get; init; } = new Dictionary<string, string>();

    /// <summary>Unit such as seconds, bytes or ratio. Default from the suffix of the metric's name, or from the
    /// page.</summary>
    [StringLength(32)] public string? Unit { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var stated = new[] { (Rate, nameof(Rate)), (Gauge, nameof(Gauge)), (Ratio, nameof(Ratio)),
            (Latency, nameof(Latency)) }
            .Where(s => s.Item1 is not null).ToList();
        if (stated.Count == 0)
            yield return new("says no metric: it needs one of rate, gauge, ratio and latency");
        if (stated.Count > 1)
            yield return new("has two metrics: make it two signals", [stated[1].Item2]);
        foreach (var (metric, member) in stated)
            if (metric is "" || metric!.Any(char.IsWhiteSpace))
                yield return new("must be the name of a metric", [member]);
        if (Ratio is not null && Bad.Count == 0)
            yield return new("'bad' is missing: which labels make one a bad one, such as { status: 5* }?");
        if (Ratio is null && Bad.Count > 0)
            yield return new("is for a ratio alone", [nameof(Bad)]);
        if (Unit is { Length: 0 })
            yield return new("must not be empty", [nameof(Unit)]);
    }

    public SignalPlan Compile() => new()
    {
        Name = Name!,
        From = From!,
        Kind = Rate is not null ? SignalKind.Rate : Ratio is not null ? SignalKind.Ratio
            : Latency is not null ? SignalKind.Latency : SignalKind.Gauge,
        Metric = (Rate ?? Gauge ?? Ratio ?? Latency)!,
        Where = Where,
        Bad = Bad,
        Unit = Unit,
    };
}
