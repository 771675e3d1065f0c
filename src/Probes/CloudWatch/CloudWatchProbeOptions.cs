using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Bellwether.Probes.CloudWatch;

/// <summary>Options of <c>cloudwatch</c>.</summary>
public sealed class CloudWatchProbeOptions : IProbeOptions
{
    /// <summary>Most metrics of one probe.</summary>
    public const int MostMetrics = 50;

    /// <summary>Region, such as eu-central-1. Required.</summary>
    [Required, RegularExpression("[a-z0-9-]{1,32}", ErrorMessage = "region must be such as eu-central-1.")]
    public string Region { get; init; } = "";

    /// <summary>The signals; 1 to 50.</summary>
    public IReadOnlyList<CloudWatchMetricOptions> Metrics { get; init; } = [];

    /// <summary>Id of the access key, put in from outside the file. Required; 16 to 128 characters.</summary>
    [Required, StringLength(128, MinimumLength = 16), DataType(DataType.Password)]
    public string AccessKey { get; init; } = "";

    /// <summary>The secret key, put in from outside the file. Required.</summary>
    [Required, DataType(DataType.Password)] public string SecretKey { get; init; } = "";

    /// <summary>Token of temporary credentials, put in from outside the file. Default none.</summary>
    [DataType(DataType.Password)] public string? SessionToken { get; init; }

    /// <summary>Period of the datapoints, and gap between looks: 1, 5, 10, 20 or 30 s (metrics of high resolution), or
    /// whole minutes up to 1 h; default 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")] public TimeSpan Every { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long after its end a period is surely complete. 0 s to 1 h; default 3 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")] public TimeSpan Delay { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>Longest wait for the answer. 50 ms to 1 min, shorter than <see cref="Every"/>; default 2 s, or four
    /// fifths of <see cref="Every"/> where that is shorter.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")] public TimeSpan? Timeout { get; init; }

    /// <summary>Address asked; default that of the region.</summary>
    [DefaultValue("the region's")] public Uri? Endpoint { get; init; }

    /// <summary>Name of the instance. At most 128 characters, no blanks; default cloudwatch.</summary>
    [RegularExpression(InstanceName.Pattern, ErrorMessage = InstanceName.Fault)] public string? Instance { get; init; }

    internal TimeSpan Patience => Probes.Patience.Of(Timeout, Every);

    internal Uri Address => Endpoint ?? new Uri(Region.StartsWith("cn-", StringComparison.Ordinal)
        ? $"https://monitoring.{Region}.amazonaws.com.cn/" : $"https://monitoring.{Region}.amazonaws.com/");

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var fault in Probes.Patience.Check(Timeout, Every)) yield return fault;
        if (Every.Ticks % TimeSpan.TicksPerMinute != 0 && Every.TotalSeconds is not (1 or 5 or 10 or 20 or 30))
            yield return new("every must be 1s, 5s, 10s, 20s, 30s or whole minutes: there are no other periods.",
                [nameof(Every)]);
        if (Metrics.Count is 0 or > MostMetrics)
            yield return new($"metrics must hold 1 to {MostMetrics} entries.", [nameof(Metrics)]);
        if (Metrics.Select(metric => metric.Name).Distinct(StringComparer.Ordinal).Count() < Metrics.Count)
            yield return new("metrics has two entries of one name.", [nameof(Metrics)]);
        foreach (var fault in Metrics.SelectMany(metric => metric.Faults()))
            yield return new(fault.ErrorMessage, [nameof(Metrics)]);
        if (Endpoint is { } endpoint && (!endpoint.IsAbsoluteUri || endpoint.Scheme is not ("https" or "http")
            || endpoint.UserInfo.Length > 0 || endpoint.Query.Length > 0))
            yield return new("endpoint must begin with https:// or http://, without user or query.",
                [nameof(Endpoint)]);
    }
}
