namespace Bellwether.Contracts.Deployments;

/// <summary>Asks whether a deployment may start now.</summary>
public sealed record PreflightRequested
{
    /// <summary>Version of this message's form; 1.</summary>
    public int Schema { get; init; } = 1;

    public required string Service { get; init; }

    public required string Environment { get; init; }

    /// <summary>The version that would be brought; null where not said.</summary>
    public string? Version { get; init; }
}
