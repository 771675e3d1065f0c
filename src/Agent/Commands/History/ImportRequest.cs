using Bellwether.Agent.Tables;

namespace Bellwether.Agent.Commands.History;

/// <summary>What <c>history import</c> was asked for. Exactly one of <see cref="Csv"/> and <see cref="Prometheus"/> is
/// set.</summary>
internal sealed record ImportRequest
{
    /// <summary>A file; null where a Prometheus is asked.</summary>
    public string? Csv { get; init; }

    /// <summary>Address of a Prometheus; null where there is a file.</summary>
    public Uri? Prometheus { get; init; }

    /// <summary>PromQL by column; empty exactly where there is a file.</summary>
    public IReadOnlyDictionary<string, string> Queries { get; init; } = new Dictionary<string, string>();

    /// <summary>Prometheus: from when on.</summary>
    public required Moment Since { get; init; }

    /// <summary>Prometheus: until when; null: until now.</summary>
    public Moment? Until { get; init; }

    /// <summary>Prometheus: width of a point.</summary>
    public required TimeSpan Step { get; init; }

    public required SignalWishes Wishes { get; init; }

    /// <summary>Null: the only one of the configuration.</summary>
    public string? Service { get; init; }

    /// <summary>Null: the configuration's, else production.</summary>
    public string? Environment { get; init; }

    /// <summary>A configuration that the signals must fit; null for none.</summary>
    public string? ConfigFile { get; init; }

    /// <summary>Null: the configuration's, else the standard folder.</summary>
    public string? StateFolder { get; init; }

    public bool AsJson { get; init; }
}
