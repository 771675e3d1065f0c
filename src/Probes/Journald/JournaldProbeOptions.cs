using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Bellwether.Probes.Journald;

/// <summary>Options of <c>journal</c>.</summary>
public sealed class JournaldProbeOptions : IProbeOptions
{
    private const string UnitPattern = @"[A-Za-z0-9:_.\\@*?-]{1,255}";

    /// <summary>The unit whose messages are read, as <c>systemctl</c> names it; <c>*</c> stands for anything. Required
    /// unless <see cref="Identifier"/> is given.</summary>
    [RegularExpression(UnitPattern, ErrorMessage = "unit must be the name of a unit, such as checkout.service.")]
    public string? Unit { get; init; }

    /// <summary>What the messages call themselves (SYSLOG_IDENTIFIER); with <see cref="Unit"/> both must hold. Default
    /// none.</summary>
    [RegularExpression(@"[^\s\p{Cc}-][^\p{Cc}]{0,127}", ErrorMessage = "identifier must be 1 to 128 characters.")]
    public string? Identifier { get; init; }

    /// <summary>Folder of the journal's files, absolute; default the journal of this host.</summary>
    [DefaultValue("this host's")] public string? Directory { get; init; }

    /// <summary>The program that reads the journal: an absolute path; default <c>/usr/bin/journalctl</c>.</summary>
    public string Journalctl { get; init; } = "/usr/bin/journalctl";

    /// <summary>Gap between looks. 1 s to 1 h; default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")] public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest time for one look. 50 ms to 1 min, shorter than <see cref="Every"/>; default 2 s, or four
    /// fifths of <see cref="Every"/> where that is shorter.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")] public TimeSpan? Timeout { get; init; }

    /// <summary>Bytes that one look reads, as JSON; what is over is passed over, and that look missing. 64 KiB to
    /// 256 MiB; default 16 MiB.</summary>
    [Range(64 * 1024, 256 * 1024 * 1024)] public int LookBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Whether errors that were never seen before are told; default <c>true</c>.</summary>
    public bool NewErrors { get; init; } = true;

    /// <summary>Time from the very first look in which every error is taken for known. 1 min to 7 d; default
    /// 15 min.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")] public TimeSpan Learn { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Times that an error must be seen to be told as new. 1 to 10 000; default 5.</summary>
    [Range(1, 10_000)] public int AtLeast { get; init; } = 5;

    /// <summary>Name of the instance. At most 128 characters, no blanks; default the host's name.</summary>
    [DefaultValue("the host's name")]
    [RegularExpression(InstanceName.Pattern, ErrorMessage = InstanceName.Fault)] public string? Instance { get; init; }

    /// <summary>Which side of a canary the instance is on; default by the version it names while another is
    /// brought.</summary>
    [DefaultValue("by version")] public TargetGroup? Group { get; init; }

    internal TimeSpan Patience => Probes.Patience.Of(Timeout, Every);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Unit is null && Identifier is null)
            yield return new("give a unit or an identifier: the whole journal is no service.", [nameof(Unit)]);
        if (Directory is not null && !Path.IsPathFullyQualified(Directory))
            yield return new("directory must be an absolute path.", [nameof(Directory)]);
        if (!Path.IsPathFullyQualified(Journalctl))
            yield return new("journalctl must be an absolute path: there is no search path.", [nameof(Journalctl)]);
        foreach (var fault in Probes.Patience.Check(Timeout, Every)) yield return fault;
    }
}
