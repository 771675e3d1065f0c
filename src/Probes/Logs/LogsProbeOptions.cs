using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Bellwether.Probes.Logs.Access;
using Bellwether.Probes.Logs.Files;

namespace Bellwether.Probes.Logs;

/// <summary>Options of <c>log</c>.</summary>
public sealed class LogsProbeOptions : IProbeOptions
{
    /// <summary>Most patterns, and most targets, of one probe.</summary>
    public const int MostPatterns = 16;

    /// <summary>Most routes that may be ignored.</summary>
    public const int MostIgnored = 256;

    /// <summary>Absolute path of the log, in which <c>*</c> and <c>?</c> stand for parts of a name; short for a list of
    /// one.</summary>
    public string? File { get; init; }

    /// <summary>Paths of the logs of one instance; 1 to 16 where neither <see cref="File"/> nor <see cref="Targets"/>
    /// is given, else empty.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>The logs of several instances, which share what errors are known; 1 to 16 where neither
    /// <see cref="File"/> nor <see cref="Files"/> is given, else empty.</summary>
    public IReadOnlyList<LogTargetOptions> Targets { get; init; } = [];

    /// <summary>What the lines are: <c>text</c>, <c>json</c> or <c>access</c>. Required.</summary>
    [Required] public LogFormat? Format { get; init; }

    /// <summary>Gap between looks. 1 s to 1 h; default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")] public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest time for one look. 50 ms to 1 min, shorter than <see cref="Every"/>; default 2 s, or four
    /// fifths of <see cref="Every"/> where that is shorter.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")] public TimeSpan? Timeout { get; init; }

    /// <summary>Files of one instance that are followed at once; where more match, the ones written to last. 1 to 256;
    /// default 32.</summary>
    [Range(1, 256)] public int MaxFiles { get; init; } = 32;

    /// <summary>Bytes that one look reads; what is over is passed over, and that look missing. 64 KiB to 256 MiB;
    /// default 16 MiB.</summary>
    [Range(64 * 1024, 256 * 1024 * 1024)] public int LookBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Bytes of a line that are read. 256 bytes to 1 MiB; default 16 KiB.</summary>
    [Range(256, 1024 * 1024)] public int LineBytes { get; init; } = 16 * 1024;

    /// <summary>Access logs: paths that are no traffic, in which <c>*</c> stands for anything; 256 at most. Default the
    /// pages for machines that discovery leaves out as well.</summary>
    [DefaultValue("the routes that discovery ignores")]
    public IReadOnlyList<string> Ignore { get; init; } = OperationalRoutes.Usual;

    /// <summary>Access logs: what durations are counted in, or <c>none</c>; default <c>auto</c>.</summary>
    public DurationUnit DurationUnit { get; init; }

    /// <summary>Access logs in JSON: names of the fields; default the usual ones.</summary>
    public AccessFieldsOptions Fields { get; init; } = new();

    /// <summary>JSON messages: name of the level, in which a dot leads into an object. 1 to 128 characters; default the
    /// usual names.</summary>
    [DefaultValue("the usual names")][StringLength(128, MinimumLength = 1)] public string? LevelField { get; init; }

    /// <summary>JSON messages: name of the text. 1 to 128 characters; default the usual names.</summary>
    [DefaultValue("the usual names")][StringLength(128, MinimumLength = 1)] public string? MessageField { get; init; }

    /// <summary>Messages: whether errors that were never seen before are told; default <c>true</c>.</summary>
    public bool NewErrors { get; init; } = true;

    /// <summary>Messages: time from the very first look in which every error is taken for known. 1 min to 7 d; default
    /// 15 min.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")] public TimeSpan Learn { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Messages: times that an error must be seen to be told as new. 1 to 10 000; default 5.</summary>
    [Range(1, 10_000)] public int AtLeast { get; init; } = 5;

    /// <summary>Name of the instance. At most 128 characters, no blanks; default the host's name.</summary>
    [DefaultValue("the host's name")]
    [RegularExpression(InstanceName.Pattern, ErrorMessage = InstanceName.Fault)] public string? Instance { get; init; }

    /// <summary>Which side of a canary the instance is on; default by the version it names while another is
    /// brought.</summary>
    [DefaultValue("by version")] public TargetGroup? Group { get; init; }

    internal TimeSpan Patience => Probes.Patience.Of(Timeout, Every);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        [.. FileFaults(), .. FormatFaults(), .. Probes.Patience.Check(Timeout, Every)];

    /// <summary>Instances and their patterns, whichever way they were given, in the order of the file.</summary>
    internal IReadOnlyList<(string Instance, TargetGroup? Group, IReadOnlyList<string> Patterns)> AllTargets() =>
        Targets.Count > 0
            ? [.. Targets.Select(target =>
                (target.Name(), target.Group, (IReadOnlyList<string>)[target.File]))]
            : [(Instance ?? Environment.MachineName, Group, File is null ? Files : [File])];

    private IEnumerable<ValidationResult> FileFaults()
    {
        if ((File is null ? 0 : 1) + (Files.Count == 0 ? 0 : 1) + (Targets.Count == 0 ? 0 : 1) != 1)
            yield return new("give either file, files or targets.", [nameof(File)]);
        if (Files.Count > MostPatterns)
            yield return new($"files may hold {MostPatterns} paths at most.", [nameof(Files)]);
        if (Targets.Count > MostPatterns)
            yield return new($"targets may hold {MostPatterns} entries at most.", [nameof(Targets)]);
        if (Targets.Count > 0 && (Instance is not null || Group is not null))
            yield return new("instance and group are given with each of the targets.", [nameof(Targets)]);
        var member = File is not null ? nameof(File) : Files.Count > 0 ? nameof(Files) : nameof(Targets);
        foreach (var pattern in AllTargets().SelectMany(target => target.Patterns))
            if (LogGlob.Fault(pattern) is { } fault)
                yield return new(fault, [member]);
        if (AllTargets().Select(target => target.Instance).Distinct(StringComparer.Ordinal).Count()
            < AllTargets().Count)
            yield return new("two targets have one instance: give them names by instance.", [nameof(Targets)]);
    }

    private IEnumerable<ValidationResult> FormatFaults()
    {
        if (Ignore.Count > MostIgnored)
            yield return new($"ignore may hold {MostIgnored} paths at most.", [nameof(Ignore)]);
        if (Ignore.Any(path => path.Length is 0 or > 256))
            yield return new("ignore: a path is 1 to 256 characters.", [nameof(Ignore)]);
    }
}
