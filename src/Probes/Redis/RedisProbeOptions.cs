using System.ComponentModel.DataAnnotations;

namespace Bellwether.Probes.Redis;

/// <summary>Options of <c>redis</c>.</summary>
public sealed class RedisProbeOptions : IProbeOptions
{
    /// <summary>Name or address of the host. Required; at most 253 characters.</summary>
    [Required, StringLength(253)] public string Host { get; init; } = "";

    /// <summary>Port. 1 to 65 535; default 6379.</summary>
    [Range(1, 65535)] public int Port { get; init; } = 6379;

    /// <summary>User of its access control list. 1 to 128 characters; default that of the server.</summary>
    [StringLength(128, MinimumLength = 1)] public string? Username { get; init; }

    /// <summary>Password, put in from outside. At most 1024 characters; default none.</summary>
    [StringLength(1024, MinimumLength = 1), DataType(DataType.Password)] public string? Password { get; init; }

    /// <summary>Whether it is spoken to through TLS; default <c>false</c>.</summary>
    public bool Tls { get; init; }

    /// <summary>File of the authorities to believe (PEM), absolute; with <see cref="Tls"/> only. Default those of the
    /// system.</summary>
    public string? Authority { get; init; }

    /// <summary>How long after its start a cache is cold: until then its misses are left out. 0 s to 1 h; default
    /// 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")] public TimeSpan Cold { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Gap between looks. 1 s to 1 h; default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")] public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest time for a whole look, the resolver's time included. 50 ms to 1 min, shorter than
    /// <see cref="Every"/>; default 2 s, or four fifths of <see cref="Every"/> where that is shorter.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")] public TimeSpan? Timeout { get; init; }

    /// <summary>Name of the instance. At most 128 characters, no blanks; default <c>host:port</c>.</summary>
    [RegularExpression(InstanceName.Pattern, ErrorMessage = InstanceName.Fault)] public string? Instance { get; init; }

    internal TimeSpan Patience => Probes.Patience.Of(Timeout, Every);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Username is not null && Password is null)
            yield return new("username needs a password.", [nameof(Username)]);
        if (Authority is not null && !Tls)
            yield return new("authority is for tls: true.", [nameof(Authority)]);
        if (Authority is not null && !Path.IsPathFullyQualified(Authority))
            yield return new("authority must be an absolute path.", [nameof(Authority)]);
        foreach (var fault in Probes.Patience.Check(Timeout, Every)) yield return fault;
    }
}
