using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Bellwether.Probes.Tls;

/// <summary>Options of <c>tls</c>.</summary>
public sealed class TlsProbeOptions : IProbeOptions
{
    /// <summary>Name or address of the host. Required; at most 253 characters.</summary>
    [Required, StringLength(253)] public string Host { get; init; } = "";

    /// <summary>Port. 1 to 65 535; default 443.</summary>
    [Range(1, 65535)] public int Port { get; init; } = 443;

    /// <summary>Name asked for, which the certificate must bear. At most 253 characters; default
    /// <see cref="Host"/>.</summary>
    [StringLength(253), DefaultValue("the host")] public string? ServerName { get; init; }

    /// <summary>Days below which a certificate that is good is told to end soon. 0 to 365; default 7.</summary>
    [Range(0, 365)] public int MinDays { get; init; } = 7;

    /// <summary>Oldest protocol that may be agreed on: tls10, tls11, tls12 or tls13; default tls12.</summary>
    [EnumDataType(typeof(TlsProtocol))] public TlsProtocol MinProtocol { get; init; } = TlsProtocol.Tls12;

    /// <summary>File with the certificates (PEM) of the authorities that are trusted in place of the system's. Default
    /// none.</summary>
    public string? CaFile { get; init; }

    /// <summary>Gap between looks. 1 s to 1 h; default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")] public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest wait for the handshake, the resolver's time included. 50 ms to 1 min, shorter than
    /// <see cref="Every"/>; default 2 s, or four fifths of <see cref="Every"/> where that is shorter.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")] public TimeSpan? Timeout { get; init; }

    /// <summary>Name of the instance. At most 128 characters, no blanks; default <c>host:port</c>.</summary>
    [RegularExpression(InstanceName.Pattern, ErrorMessage = InstanceName.Fault)] public string? Instance { get; init; }

    /// <summary>Which side of a canary the instance is on; default by the version it names while another is
    /// brought.</summary>
    [DefaultValue("by version")] public TargetGroup? Group { get; init; }

    internal string Name => ServerName ?? Host;

    internal TimeSpan Patience => Probes.Patience.Of(Timeout, Every);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var fault in Probes.Patience.Check(Timeout, Every)) yield return fault;
        if (ServerName is "") yield return new("server-name must not be empty.", [nameof(ServerName)]);
        if (CaFile is "") yield return new("ca-file must not be empty.", [nameof(CaFile)]);
    }
}
