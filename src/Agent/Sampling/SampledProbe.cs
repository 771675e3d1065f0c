using Bellwether.Probes;

namespace Bellwether.Agent.Sampling;

/// <summary>A probe with its place in the plan and its schedule.</summary>
internal sealed record SampledProbe
{
    public required string Service { get; init; }

    public required string Environment { get; init; }

    /// <summary>Name of the probe in the configuration; the label of its metrics.</summary>
    public required string ProbeName { get; init; }

    public required string Instance { get; init; }

    public TargetGroup? Group { get; init; }

    /// <summary>The sampler disposes it when it looks no more.</summary>
    public required IProbe Probe { get; init; }

    /// <summary>Gap between looks. 1 s to 1 h.</summary>
    public required TimeSpan Every { get; init; }

    /// <summary>Which plan of the service it was made for; a later plan has a higher number.</summary>
    public int Generation { get; init; }
}
