namespace Bellwether.Contracts.Deployments;

/// <summary>A process start or a version change that nobody announced was seen. It is watched in observe
/// mode.</summary>
public sealed record DeploymentObserved
{
    /// <summary>Version of this message's form; 1.</summary>
    public int Schema { get; init; } = 1;

    /// <summary>Id under which it is watched: <c>observed-</c> and the moment.</summary>
    public required string DeploymentId { get; init; }

    public required string Service { get; init; }

    public required string Environment { get; init; }

    /// <summary>Version seen; null where no signal names one.</summary>
    public string? Version { get; init; }

    /// <summary>Version seen before; null where no signal named one.</summary>
    public string? PreviousVersion { get; init; }

    /// <summary>The first sign: "process id", "process start", "counter reset" or "version".</summary>
    public required string Sign { get; init; }

    /// <summary>When the sign was seen, UTC.</summary>
    public required DateTimeOffset ObservedAt { get; init; }
}
