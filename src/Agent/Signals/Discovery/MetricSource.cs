namespace Bellwether.Agent.Signals.Discovery;

/// <summary>One entry of the table: how one kind of instrumentation names its requests.</summary>
internal sealed record MetricSource
{
    public required string Name { get; init; }

    /// <summary>Layer that it counts at (<c>http</c>, <c>grpc</c>, <c>proxy</c>): one request passes several, so two
    /// never add up.</summary>
    public required string Protocol { get; init; }

    /// <summary>Told by another process: what its page says of a process is not that of the service.</summary>
    public bool ByExporter { get; init; }

    /// <summary>Counters, or histograms without their suffix; the first that is there counts the requests. Never
    /// empty.</summary>
    public required IReadOnlyList<string> Requests { get; init; }

    /// <summary>Histograms without their suffix; the first with buckets gives the latency, and without buckets the
    /// mean. Empty for none.</summary>
    public IReadOnlyList<string> Latency { get; init; } = [];

    /// <summary>Unit of <see cref="Latency"/> where neither its page nor its name tells one; null for none.</summary>
    public string? Unit { get; init; }

    /// <summary>Labels without which it is another source; empty for none.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>Labels with which it is another source, such as one that names the other end; empty for
    /// none.</summary>
    public IReadOnlyList<string> Lacks { get; init; } = [];

    /// <summary>Names that must be on the page as well; empty for none.</summary>
    public IReadOnlyList<string> With { get; init; } = [];

    /// <summary>Labels with the status; the first that is there decides. Empty: no errors.</summary>
    public IReadOnlyList<string> Status { get; init; } = [];

    /// <summary>Labels with the status code of HTTP, where another than that of <see cref="Status"/> has it; the first
    /// that is there decides. Default: those of <see cref="Status"/>.</summary>
    public IReadOnlyList<string> Codes { get => field ?? Status; init; }

    /// <summary>Values of the status that are bad, as globs; default those of 500 to 599.</summary>
    public IReadOnlyList<string> Bad { get; init; } = ["5??"];

    /// <summary>Labels with the route; empty where it has none.</summary>
    public IReadOnlyList<string> Route { get; init; } = [];

    /// <summary>What a sample must have to count, as globs; empty for all.</summary>
    public IReadOnlyDictionary<string, string> Where { get; init; } = new Dictionary<string, string>();

    /// <summary>Labels, and globs of values with which a sample does not count; empty for none.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Except { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Labels of places that one request may pass one after the other: with several values of one, it is for
    /// the operator to choose. Empty for none.</summary>
    public IReadOnlyList<string> Apart { get; init; } = [];

    /// <summary>What a sample must have to count for the latency, where it has the label at all; empty for
    /// all.</summary>
    public IReadOnlyDictionary<string, string> LatencyWhere { get; init; } = new Dictionary<string, string>();
}
