using Bellwether.Agent.Configuration.Binding;
using Bellwether.Agent.Configuration.Options;
using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent.Configuration.Compiling;

/// <summary>Makes the plan of the message bus.</summary>
internal sealed class BusCompiler(OptionsBinder binder, Surroundings surroundings, string folder)
{
    /// <summary>Largest file of certificates or a key, in bytes.</summary>
    public const int LargestPem = 1024 * 1024;

    /// <returns>Null where no bus is configured.</returns>
    public BusPlan? Compile(ConfigurationOptions options, string agentId)
    {
        if (options.Bus?.Rabbitmq is not { } rabbit) return null;
        return new BusPlan
        {
            Host = rabbit.Host ?? "",
            Port = rabbit.Port ?? (rabbit.Tls is null ? RabbitMqOptions.PlainPort : RabbitMqOptions.TlsPort),
            VirtualHost = rabbit.VirtualHost,
            Username = rabbit.Username ?? "",
            Password = rabbit.Password ?? "",
            Tls = rabbit.Tls is { } tls ? Tls(tls, rabbit.Host ?? "") : null,
            Exchange = rabbit.Exchange,
            Announcements = rabbit.Announcements,
            Queue = rabbit.Queue ?? $"{rabbit.Announcements}.{options.Environment}.{agentId}",
            Accept = [.. rabbit.Accept.Distinct()],
            Prefetch = rabbit.Prefetch,
            Timeout = rabbit.Timeout,
        };
    }

    private BusTlsPlan Tls(RabbitMqTlsOptions tls, string host) => new(
        tls.ServerName ?? host,
        File(tls, nameof(tls.Authority), tls.Authority),
        File(tls, nameof(tls.Certificate), tls.Certificate),
        File(tls, nameof(tls.Key), tls.Key));

    private string? File(RabbitMqTlsOptions tls, string member, string? name)
    {
        if (name is null) return null;
        var path = Path.GetFullPath(Path.Combine(folder, name));
        if (surroundings.ReadText(path, LargestPem).Fault is { } fault)
            binder.Fault(tls, member, $"the file '{name}' cannot be used: {fault}");
        return path;
    }
}
