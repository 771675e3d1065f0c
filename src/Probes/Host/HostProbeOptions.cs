using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Bellwether.Probes.Host;

/// <summary>Options of <c>host</c>.</summary>
public sealed class HostProbeOptions : IProbeOptions
{
    /// <summary>Most disks of one probe.</summary>
    public const int MostDisks = 16;

    /// <summary>Gap between looks. 1 s to 1 h; default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")] public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>File that holds the id of the process to watch: an absolute path; not together with
    /// <see cref="Process"/>.
    /// Default none.</summary>
    public string? PidFile { get; init; }

    /// <summary>Name of the process to watch, as <c>ps -o comm</c> shows it, or the file name it was started by where
    /// that is
    /// longer than the 15 characters shown. 1 to 255 characters; default none.</summary>
    [StringLength(255, MinimumLength = 1)] public string? Process { get; init; }

    /// <summary>Paths whose file systems are measured, absolute, in the order of their readings; 16 at most, may be
    /// empty.
    /// Default <c>/</c>.</summary>
    public IReadOnlyList<string> Disks { get; init; } = ["/"];

    /// <summary>Share of a disk in use above which no deployment should start. 0.01 to 1; default 0.95.</summary>
    [Range(0.01, 1.0)] public double DiskLimit { get; init; } = 0.95;

    /// <summary>No deployment should start where a disk that fills as in the last hour is full within this time. 0 s to
    /// 30 d; default 4 h: the longest that one takes by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00")]
    public TimeSpan DiskFullIn { get; init; } = TimeSpan.FromHours(4);

    /// <summary>Name of the instance. At most 128 characters, no blanks; default the host's name.</summary>
    [RegularExpression(InstanceName.Pattern, ErrorMessage = InstanceName.Fault)] public string? Instance { get; init; }

    /// <summary>Which side of a canary the instance is on; default by the version it names while another is
    /// brought.</summary>
    [DefaultValue("by version")] public TargetGroup? Group { get; init; }

    internal bool WatchesProcess => PidFile is not null || Process is not null;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (PidFile is not null && Process is not null)
            yield return new(
                "pid-file and process name a process each: leave one out.", [nameof(PidFile), nameof(Process)]);
        if (PidFile is not null && !IsAbsolute(PidFile))
            yield return new("pid-file must be an absolute path.", [nameof(PidFile)]);
        if (Disks.Count > MostDisks)
            yield return new($"disks may hold {MostDisks} paths at most.", [nameof(Disks)]);
        foreach (var disk in Disks.Where(disk => !IsAbsolute(disk)))
            yield return new($"disks: '{disk}' must be an absolute path.", [nameof(Disks)]);
        if (Disks.Distinct(StringComparer.Ordinal).Count() < Disks.Count)
            yield return new("disks names a path twice.", [nameof(Disks)]);
    }

    private static bool IsAbsolute(string path) =>
        Path.IsPathFullyQualified(path) && !path.Contains('\0', StringComparison.Ordinal);
}
