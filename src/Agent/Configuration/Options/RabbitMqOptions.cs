using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Bellwether.Agent.Configuration.Binding;
using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent.Configuration.Options;

/// <summary>One RabbitMQ broker.</summary>
internal sealed class RabbitMqOptions : IValidatableObject
{
    /// <summary>Longest name of an exchange or a queue, in characters: with an environment, an agent and what is put
    /// behind them it still is within the 255 of AMQP.</summary>
    public const int LongestName = 120;

    /// <summary>Port of AMQP, and of AMQP over TLS.</summary>
    public const int PlainPort = 5672, TlsPort = 5671;

    /// <summary>Host name or address of the broker; required.</summary>
    [Required, Meaning("host name or address of the broker")] public string? Host { get; init; }

    /// <summary>Its port. 1 to 65535; default 5672, with <c>tls</c> 5671.</summary>
    [Range(1, 65535), DefaultValue("5672, with tls 5671")] public int? Port { get; init; }

    /// <summary>Virtual host. Default /.</summary>
    public string VirtualHost { get; init; } = "/";

    /// <summary>Who the agent is to the broker; required.</summary>
    [Required, Meaning("who the agent is to the broker")] public string? Username { get; init; }

    /// <summary>Its password; required. Best a reference such as ${cred:bus}.</summary>
    [Required, DataType(DataType.Password), Meaning("a reference such as ${cred:bus}")]
    public string? Password { get; init; }

    /// <summary>TLS to the broker; <c>tls: {}</c> is enough where the system trusts its certificate. Default
    /// none.</summary>
    public RabbitMqTlsOptions? Tls { get; init; }

    /// <summary>Topic exchange that verdicts are published to. Letters, digits, '-', '_', '.' and ':'; default
    /// bellwether.verdicts.</summary>
    public string Exchange { get; init; } = "bellwether.verdicts";

    /// <summary>Topic exchange that announcements are published to by pipelines. The same characters; default
    /// bellwether.announcements.</summary>
    public string Announcements { get; init; } = "bellwether.announcements";

    /// <summary>This agent's own queue for announcements. The same characters; default
    /// bellwether.announcements.ENVIRONMENT.AGENT.</summary>
    [DefaultValue("bellwether.announcements.ENVIRONMENT.AGENT")] public string? Queue { get; init; }

    /// <summary>What is taken from the bus: announcements, overrides (the acts of people too). Default announcements;
    /// [] for nothing.</summary>
    [DefaultValue("announcements")]
    public IReadOnlyList<BusIntake> Accept { get; init; } = [BusIntake.Announcements];

    /// <summary>Announcements that the broker hands over before one is acknowledged. 1 to 1000; default
    /// 16.</summary>
    [Range(1, 1000)] public int Prefetch { get; init; } = 16;

    /// <summary>Longest wait for the broker to confirm one message. 100 ms to 2 min; default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:02:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (member, name) in new[]
        {
            (nameof(Exchange), Exchange), (nameof(Announcements), Announcements), (nameof(Queue), Queue),
        })
            if (name is not null && !IsEntityName(name))
                yield return new($"must be 1 to {LongestName} letters, digits, '-', '_', '.' and ':'", [member]);
        if (Exchange == Announcements)
            yield return new("must not be the exchange of verdicts: the agent would hear itself",
                [nameof(Announcements)]);
        if (Host is { Length: > 0 } host && Uri.CheckHostName(host) is UriHostNameType.Unknown)
            yield return new("must be a host name or an address, without scheme and port", [nameof(Host)]);
    }

    private static bool IsEntityName(string name) => name.Length is > 0 and <= LongestName
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':');
}
