using Bellwether.Probes;

namespace Bellwether.Agent.Sampling;

/// <summary>A probe with its place in the plan and its schedule.</summary>
internal sealed record SampledProbe
{
    /// <summary>No probe of ours waits longer than this, however rarely it looks.</summary>
    public static readonly TimeSpan LongestLook = TimeSpan.FromMinutes(5);

    /// <summary>How late a probe's own time-out may fire on a busy machine before it is not waited for.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

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

    /// <summary>After this long a look is given up from outside. A probe's own time-out is shorter than its gap between
    /// looks, so only one that ignores it, or its token, comes to it.</summary>
    public TimeSpan Patience => (Every < LongestLook ? Every : LongestLook) + Grace;

    /// <summary>Which plan of the service it was made for; a later plan has a higher number.</summary>
    public int Generation { get; init; }
}
