using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Bellwether.Probes.Otlp;

/// <summary>Options of <c>otlp</c>.</summary>
public sealed class OtlpProbeOptions : IProbeOptions
{
    /// <summary>Gap between looks at what was sent. 1 s to 1 h; default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")] public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The <c>service.name</c> that the application sends. At most 255 characters; default the name of the
    /// service here.</summary>
    [StringLength(255, MinimumLength = 1), DefaultValue("the service's name")] public string? ServiceName { get; init; }

    /// <summary>Time without anything sent after which there is no data. 5 s to 1 h; default three times the usual gap
    /// between two sendings, and three looks at least.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "01:00:00"), DefaultValue("three gaps between sendings")]
    public TimeSpan? SilentAfter { get; init; }

    /// <summary>Most instances at the same time; points of further ones are refused. 1 to 256; default 64.</summary>
    [Range(1, 256)] public int MostInstances { get; init; } = 64;

    /// <summary>Most readings of all instances together, a bucket each; points of further series are refused. 100 to
    /// 100 000; default 20 000.</summary>
    [Range(100, 100_000)] public int MostReadings { get; init; } = 20_000;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (SilentAfter < Every)
            yield return new("silent-after must be at least every.", [nameof(SilentAfter)]);
    }
}
