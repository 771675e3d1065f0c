using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Bellwether.Probes.Tcp;

/// <summary>Options of <c>tcp</c>.</summary>
public sealed class TcpProbeOptions : IProbeOptions
{
    /// <summary>Name or address of the host. Required; at most 253 characters.</summary>
    [Required, StringLength(253)] public string Host { get; init; } = "";

    /// <summary>Port. Required; 1 to 65 535.</summary>
    [Range(1, 65535)] public int Port { get; init; }

    /// <summary>Gap between looks. 1 s to 1 h; default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")] public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest wait for one connection, the resolver's time included. 50 ms to 1 min, shorter than
    /// <see cref="Every"/>; default 2 s, or four fifths of <see cref="Every"/> where that is shorter.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")] public TimeSpan? Timeout { get; init; }

    /// <summary>Name of the instance. At most 128 characters, no blanks; default <c>host:port</c>.</summary>
    [RegularExpression(InstanceName.Pattern, ErrorMessage = InstanceName.Fault)] public string? Instance { get; init; }

    /// <summary>Which side of a canary the instance is on; default by the version it names while another is
    /// brought.</summary>
    [DefaultValue("by version")] public TargetGroup? Group { get; init; }

    internal TimeSpan Patience => Probes.Patience.Of(Timeout, Every);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Probes.Patience.Check(Timeout, Every);
}
