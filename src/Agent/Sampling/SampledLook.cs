using Bellwether.Probes;

namespace Bellwether.Agent.Sampling;

/// <summary>One look with where and when it was made.</summary>
internal sealed record SampledLook
{
    public required string Service { get; init; }

    public required string Environment { get; init; }

    public required string ProbeName { get; init; }

    public required string Instance { get; init; }

    public required TargetGroup Group { get; init; }

    public required Look Look { get; init; }

    /// <summary>When the look began, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How long the look took, by the monotonic clock.</summary>
    public required TimeSpan Took { get; init; }
}
