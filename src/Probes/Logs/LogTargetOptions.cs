using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Bellwether.Probes.Logs;

/// <summary>The logs of one instance.</summary>
public sealed class LogTargetOptions
{
    /// <summary>Absolute path of a file, in which <c>*</c> and <c>?</c> stand for parts of a name. Required.</summary>
    [Required] public string File { get; init; } = "";

    /// <summary>Name of the instance. At most 128 characters, no blanks; default the host's name.</summary>
    [DefaultValue("the host's name")]
    [RegularExpression(InstanceName.Pattern, ErrorMessage = InstanceName.Fault)] public string? Instance { get; init; }

    /// <summary>Which side of a canary the instance is on; default by the version it names while another is
    /// brought.</summary>
    [DefaultValue("by version")] public TargetGroup? Group { get; init; }

    internal string Name() => Instance ?? Environment.MachineName;
}
