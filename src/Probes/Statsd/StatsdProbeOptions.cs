using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Bellwether.Probes.Statsd;

/// <summary>Options of <c>statsd</c>.</summary>
public sealed class StatsdProbeOptions : IProbeOptions
{
    /// <summary>Most ranges of senders.</summary>
    public const int MostSenders = 32;

    /// <summary>Address and port that datagrams are received on. Default 127.0.0.1:8125.</summary>
    [RegularExpression(@"(\d{1,3}(\.\d{1,3}){3}|\[[0-9a-fA-F:.]+\]):\d{1,5}",
        ErrorMessage = "must be an address and a port such as 127.0.0.1:8125.")]
    public string Listen { get; init; } = "127.0.0.1:8125";

    /// <summary>Addresses that may send, such as 10.0.0.0/8; needed where it listens beyond loopback, since a datagram
    /// shows no token. At most 32. Default loopback alone.</summary>
    public IReadOnlyList<IPNetwork> Senders { get; init; } = [];

    /// <summary>What names of this service begin with, such as "shop."; others are passed over, and it is taken off. At
    /// most 100 characters; default none.</summary>
    [StringLength(100)] public string Prefix { get; init; } = "";

    /// <summary>Gap between looks at what was sent. 1 s to 1 h; default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")] public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time without anything sent after which there is no data; the same for each level. 5 s to 1 h, at least
    /// <see cref="Every"/>; default 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "01:00:00")]
    public TimeSpan SilentAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Most readings, a bucket each; lines of further names are dropped and counted. 100 to 100 000; default
    /// 5 000.</summary>
    [Range(100, 100_000)] public int MostReadings { get; init; } = 5_000;

    /// <summary>Name of the instance. At most 128 characters, no blanks; default the probe's name.</summary>
    [RegularExpression(InstanceName.Pattern, ErrorMessage = InstanceName.Fault)] public string? Instance { get; init; }

    /// <summary>Only where nothing is wrong with it.</summary>
    internal IPEndPoint End => IPEndPoint.Parse(Listen);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IPEndPoint.TryParse(Listen, out var end) || end.Port == 0)
        {
            yield return new("must be an address and a port such as 127.0.0.1:8125.", [nameof(Listen)]);
            yield break;
        }

        if (!IPAddress.IsLoopback(end.Address) && Senders.Count == 0)
            yield return new("listens beyond loopback: say who may send by senders, since a datagram shows no token.",
                [nameof(Listen)]);
        if (Senders.Count > MostSenders)
            yield return new($"at most {MostSenders} ranges.", [nameof(Senders)]);
        if (SilentAfter < Every)
            yield return new("silent-after must be at least every.", [nameof(SilentAfter)]);
    }
}
