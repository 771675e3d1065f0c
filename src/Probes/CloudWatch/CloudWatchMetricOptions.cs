using System.ComponentModel.DataAnnotations;

namespace Bellwether.Probes.CloudWatch;

/// <summary>One signal of a <c>cloudwatch</c> probe: a metric, or two where a ratio is made of them.</summary>
public sealed class CloudWatchMetricOptions
{
    /// <summary>Name of the signal after the probe's: errors is shop.errors. Required; lower-case letters, digits and
    /// '-', at most 63.</summary>
    [Required, RegularExpression("[a-z][a-z0-9-]{0,62}",
        ErrorMessage = "name must be lower-case letters, digits and '-'.")]
    public string Name { get; init; } = "";

    /// <summary>Namespace of the metric, such as AWS/Lambda. Required; at most 255 characters.</summary>
    [Required, StringLength(255)] public string Namespace { get; init; } = "";

    /// <summary>Name of the metric, such as Duration; of a ratio the bad ones, such as Errors. Required; at most 255
    /// characters.</summary>
    [Required, StringLength(255)] public string Metric { get; init; } = "";

    /// <summary>Metric of all of them, such as Invocations: then the signal is a ratio of counts. Default
    /// none.</summary>
    [StringLength(255, MinimumLength = 1)] public string? Of { get; init; }

    /// <summary>Dimensions of the metric, by name; at most 30. Default none.</summary>
    public IReadOnlyDictionary<string, string> Dimensions { get; init; } = new Dictionary<string, string>();

    /// <summary>Statistic: Sum for counts, which make a rate; Average, Minimum, Maximum, SampleCount or a percentile
    /// such as p99 for a level. Default Sum.</summary>
    [RegularExpression(@"Sum|Average|Minimum|Maximum|SampleCount|p[0-9]{1,2}(\.[0-9]{1,2})?|p100",
        ErrorMessage = "stat must be Sum, Average, Minimum, Maximum, SampleCount or a percentile such as p99.")]
    public string Stat { get; init; } = "Sum";

    /// <summary>Factor from the metric's unit, such as 0.001 for milliseconds. Above 0; default 1.</summary>
    [Range(1e-12, 1e12)] public double Scale { get; init; } = 1;

    /// <summary>Unit of a level, such as seconds; default none.</summary>
    [StringLength(32)] public string Unit { get; init; } = "";

    /// <summary>A count of which no datapoint came is 0: most services send none while nothing happens. Default
    /// true.</summary>
    public bool NothingIsZero { get; init; } = true;

    /// <summary>Counts add up and make a rate or a ratio; all else is a level.</summary>
    internal bool Counts => Of is not null || Stat is "Sum" or "SampleCount";

    internal IEnumerable<ValidationResult> Faults()
    {
        if (Of is not null && Stat is not "Sum")
            yield return new($"metrics: '{Name}' is a ratio of counts: its stat must be Sum.");
        if (Dimensions.Count > 30)
            yield return new($"metrics: '{Name}' may have 30 dimensions at most.");
        foreach (var (name, value) in Dimensions)
            if (name.Length is 0 or > 255 || value.Length is 0 or > 1024)
                yield return new($"metrics: the dimension '{name}' of '{Name}' is empty or too long.");
    }
}
