using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Bellwether.Probes.Backup;

/// <summary>Options of <c>backup</c>.</summary>
public sealed class BackupProbeOptions : IProbeOptions
{
    /// <summary>The backup, or the folder of backups: an absolute path. Required.</summary>
    [Required] public string Path { get; init; } = "";

    /// <summary>Names of the backups in the folder, with <c>*</c> and <c>?</c>. 1 to 128 characters, no <c>/</c>;
    /// default <c>*</c>.</summary>
    [Required, StringLength(128, MinimumLength = 1)] public string Match { get; init; } = "*";

    /// <summary>Oldest that the newest backup may be before a deployment. 1 min to 366 d; default 26 h: a day, and two
    /// hours to make it in.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "366.00:00:00")]
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromHours(26);

    /// <summary>Smallest that it may be, in bytes. 0 to 1 PiB; default 1.</summary>
    [Range(0, 1L << 50)] public long MinBytes { get; init; } = 1;

    /// <summary>Share by which it may be smaller than the one before. 0 to 1; default 0.5.</summary>
    [Range(0.0, 1.0)] public double MaxShrink { get; init; } = 0.5;

    /// <summary>File that is written anew after each restore that was tried and went well: an absolute path. Default
    /// none.</summary>
    public string? RestoreTest { get; init; }

    /// <summary>Oldest that this file may be before a deployment. 1 min to 366 d; default 8 d.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "366.00:00:00")]
    public TimeSpan RestoreMaxAge { get; init; } = TimeSpan.FromDays(8);

    /// <summary>Gap between looks. 1 s to 1 h; default 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")] public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Longest wait for the file system. 50 ms to 1 min, shorter than <see cref="Every"/>; default 2 s, or
    /// four fifths of <see cref="Every"/> where that is shorter.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")] public TimeSpan? Timeout { get; init; }

    /// <summary>Name of the instance. At most 128 characters, no blanks; default the probe's name.</summary>
    [DefaultValue("the probe's name")]
    [RegularExpression(InstanceName.Pattern, ErrorMessage = InstanceName.Fault)] public string? Instance { get; init; }

    internal TimeSpan Patience => Probes.Patience.Of(Timeout, Every);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Path.Length > 0 && !IsAbsolute(Path)) yield return new("path must be absolute.", [nameof(Path)]);
        if (RestoreTest is not null && !IsAbsolute(RestoreTest))
            yield return new("restore-test must be an absolute path.", [nameof(RestoreTest)]);
        if (Match.Contains('/', StringComparison.Ordinal))
            yield return new("match is for names in the folder, and holds no '/'.", [nameof(Match)]);
        foreach (var fault in Probes.Patience.Check(Timeout, Every)) yield return fault;
    }

    private static bool IsAbsolute(string path) =>
        System.IO.Path.IsPathFullyQualified(path) && !path.Contains('\0', StringComparison.Ordinal);
}
