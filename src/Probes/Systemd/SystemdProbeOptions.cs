using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Bellwether.Probes.Systemd;

/// <summary>Options of <c>systemd</c>.</summary>
public sealed class SystemdProbeOptions : IProbeOptions
{
    /// <summary>The service, such as checkout.service; <c>.service</c> may be left out. Required; at most 255
    /// characters.</summary>
    [Required, RegularExpression(@"[A-Za-z0-9:_.\\@-]{1,255}", ErrorMessage = "unit must be the name of a service.")]
    public string Unit { get; init; } = "";

    /// <summary>Gap between looks. 1 s to 1 h; default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")] public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest wait for the answer of the bus. 50 ms to 1 min, shorter than <see cref="Every"/>; default 2 s,
    /// or four fifths of <see cref="Every"/> where that is shorter.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")] public TimeSpan? Timeout { get; init; }

    /// <summary>Socket of the bus, an absolute path; default /run/dbus/system_bus_socket.</summary>
    public string Bus { get; init; } = "/run/dbus/system_bus_socket";

    /// <summary>Folder of the control groups, an absolute path; default /sys/fs/cgroup.</summary>
    public string Cgroups { get; init; } = "/sys/fs/cgroup";

    /// <summary>Name of the instance. At most 128 characters, no blanks; default the host's name.</summary>
    [RegularExpression(InstanceName.Pattern, ErrorMessage = InstanceName.Fault)] public string? Instance { get; init; }

    /// <summary>Which side of a canary the instance is on; default by the version it names while another is
    /// brought.</summary>
    [DefaultValue("by version")] public TargetGroup? Group { get; init; }

    internal TimeSpan Patience => Probes.Patience.Of(Timeout, Every);

    /// <summary>The unit with its type.</summary>
    internal string UnitName => Unit.EndsWith(Service, StringComparison.Ordinal) ? Unit : Unit + Service;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var fault in Probes.Patience.Check(Timeout, Every)) yield return fault;
        if (Array.Exists(OtherTypes, type => Unit.EndsWith(type, StringComparison.Ordinal)))
            yield return new("unit must be a service: only those have a process.", [nameof(Unit)]);
        if (!IsAbsolute(Bus)) yield return new("bus must be an absolute path.", [nameof(Bus)]);
        if (!IsAbsolute(Cgroups)) yield return new("cgroups must be an absolute path.", [nameof(Cgroups)]);
    }

    private const string Service = ".service";

    private static readonly string[] OtherTypes =
        [".socket", ".timer", ".target", ".mount", ".slice", ".scope", ".path", ".device", ".swap", ".automount"];

    // The kernel takes 107 bytes for the path of a socket.
    private static bool IsAbsolute(string path) =>
        path.Length <= 107 && Path.IsPathFullyQualified(path) && !path.Contains('\0', StringComparison.Ordinal);
}
