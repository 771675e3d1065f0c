using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Bellwether.Probes.Docker;

/// <summary>Options of <c>docker</c>.</summary>
public sealed class DockerProbeOptions : IProbeOptions
{
    /// <summary>Name of the container. Required; 1 to 128 letters, digits, '_', '.' and '-'.</summary>
    [Required, RegularExpression("[A-Za-z0-9][A-Za-z0-9_.-]{0,127}",
        ErrorMessage = "container must be the name of a container.")]
    public string Container { get; init; } = "";

    /// <summary>Gap between looks. 1 s to 1 h; default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")] public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest wait for the answers of the engine. 50 ms to 1 min, shorter than <see cref="Every"/>; default
    /// 2 s, or four fifths of <see cref="Every"/> where that is shorter.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")] public TimeSpan? Timeout { get; init; }

    /// <summary>Socket of the engine, an absolute path; default /var/run/docker.sock.</summary>
    public string Socket { get; init; } = "/var/run/docker.sock";

    /// <summary>Label of the container that names its version; default none, since images inherit the labels of those
    /// they are built on.</summary>
    [StringLength(256, MinimumLength = 1)] public string? VersionLabel { get; init; }

    /// <summary>Name of the instance. At most 128 characters, no blanks; default the container's.</summary>
    [RegularExpression(InstanceName.Pattern, ErrorMessage = InstanceName.Fault)] public string? Instance { get; init; }

    /// <summary>Which side of a canary the instance is on; default by the version it names while another is
    /// brought.</summary>
    [DefaultValue("by version")] public TargetGroup? Group { get; init; }

    internal TimeSpan Patience => Probes.Patience.Of(Timeout, Every);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var fault in Probes.Patience.Check(Timeout, Every)) yield return fault;
        // The kernel takes 107 bytes for the path of a socket.
        if (Socket.Length > 107 || !Path.IsPathFullyQualified(Socket)
            || Socket.Contains('\0', StringComparison.Ordinal))
            yield return new("socket must be an absolute path.", [nameof(Socket)]);
    }
}
