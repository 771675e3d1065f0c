using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Bellwether.Probes.HealthChecks;

/// <summary>Options of <c>healthcheck</c>.</summary>
public sealed class HealthCheckProbeOptions : IProbeOptions
{
    /// <summary>Which health check: <c>npgsql</c>, or one from the plug-in folder by its short name
    /// (<c>redis</c> for RedisHealthCheck) or as <c>Assembly.Name/Full.Type.Name</c>. Required; at most 500
    /// characters.</summary>
    [Required, StringLength(500)] public string Type { get; init; } = "";

    /// <summary>Arguments of its constructor, by name; default none.</summary>
    /// <remarks>Secrets, all of them: never logged, never part of a digest, cut out of what the check says.</remarks>
    [DataType(DataType.Password)]
    public IReadOnlyDictionary<string, IReadOnlyList<string>> With { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Gap between looks. 1 s to 1 h; default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")] public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest wait for the check. 50 ms to 1 min, shorter than <see cref="Every"/>; default 2 s, or four
    /// fifths of <see cref="Every"/> where that is shorter.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")] public TimeSpan? Timeout { get; init; }

    /// <summary>What a look is where the check says Degraded; default <c>good</c>, with a flag.</summary>
    public DegradedMeaning Degraded { get; init; }

    /// <summary>Name of the instance. At most 128 characters, no blanks; default the probe's name.</summary>
    [DefaultValue("the probe's name")]
    [RegularExpression(InstanceName.Pattern, ErrorMessage = InstanceName.Fault)] public string? Instance { get; init; }

    /// <summary>Which side of a canary the instance is on; default by the version it names while another is
    /// brought.</summary>
    [DefaultValue("by version")] public TargetGroup? Group { get; init; }

    /// <summary>The check that <see cref="Type"/> and <see cref="With"/> name; null until it was found.</summary>
    public PreparedCheck? Check { get; private set; }

    internal TimeSpan Patience => Probes.Patience.Of(Timeout, Every);

    /// <summary>Says which check it is. Whoever makes a plan does so once, after the options were bound.</summary>
    public void Prepare(PreparedCheck check) => Check = check;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Probes.Patience.Check(Timeout, Every);
}
