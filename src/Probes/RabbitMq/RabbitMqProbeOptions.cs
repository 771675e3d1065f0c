using System.ComponentModel.DataAnnotations;

namespace Bellwether.Probes.RabbitMq;

/// <summary>Options of <c>rabbitmq</c>.</summary>
public sealed class RabbitMqProbeOptions : IProbeOptions
{
    /// <summary>Most queues of one probe: each is asked for at each look.</summary>
    public const int MostQueues = 16;

    /// <summary>Address of its management plug-in, <c>http</c> or <c>https</c>, such as
    /// <c>http://127.0.0.1:15672</c>. Required.</summary>
    [Required] public Uri? Url { get; init; }

    /// <summary>User with the tag <c>monitoring</c>. 1 to 128 characters. Required.</summary>
    [Required, StringLength(128, MinimumLength = 1)] public string Username { get; init; } = "";

    /// <summary>Its password, put in from outside. At most 1024 characters. Required.</summary>
    [Required, StringLength(1024, MinimumLength = 1), DataType(DataType.Password)]
    public string Password { get; init; } = "";

    /// <summary>Queues whose signals are wanted; at most 16, default none.</summary>
    public IReadOnlyList<RabbitMqQueueOptions> Queues { get; init; } = [];

    /// <summary>Gap between looks. 1 s to 1 h; default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")] public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest time for a whole look, the resolver's time included. 50 ms to 1 min, shorter than
    /// <see cref="Every"/>; default 2 s, or four fifths of <see cref="Every"/> where that is shorter.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")] public TimeSpan? Timeout { get; init; }

    /// <summary>Name of the instance. At most 128 characters, no blanks; default <c>host:port</c> of the
    /// address.</summary>
    [RegularExpression(InstanceName.Pattern, ErrorMessage = InstanceName.Fault)] public string? Instance { get; init; }

    internal TimeSpan Patience => Probes.Patience.Of(Timeout, Every);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Url is not null && (!Url.IsAbsoluteUri || Url.Scheme is not ("http" or "https") || Url.Host.Length == 0))
            yield return new("url must begin with http:// or https:// and name a host.", [nameof(Url)]);
        else if (Url is { UserInfo.Length: > 0 })
            yield return new("url must not hold credentials: give username and password.", [nameof(Url)]);
        else if (Url is { Query.Length: > 0 } or { Fragment.Length: > 0 })
            yield return new("url must have no query and no fragment.", [nameof(Url)]);
        if (Queues.Count > MostQueues)
            yield return new($"queues may hold {MostQueues} queues at most.", [nameof(Queues)]);
        foreach (var queue in Queues)
            if (queue.Fault() is { } fault)
                yield return new($"queues: {fault}", [nameof(Queues)]);
        var twice = Queues.Where(queue => queue.Fault() is null)
            .GroupBy(queue => queue.SignalName, StringComparer.Ordinal).FirstOrDefault(of => of.Count() > 1);
        if (twice is not null)
            yield return new($"queues: the signals of two would be named '{twice.Key}': give one a signal of its own.",
                [nameof(Queues)]);
        foreach (var fault in Probes.Patience.Check(Timeout, Every)) yield return fault;
    }
}
