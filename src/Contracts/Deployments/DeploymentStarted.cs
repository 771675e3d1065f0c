namespace Bellwether.Contracts.Deployments;

/// <summary>A deployment begins: the new version is about to be brought.</summary>
/// <remarks>
/// The reader of JSON sets every member, to zero or null where the text has none, so a default has to be the setter's.
/// </remarks>
public sealed record DeploymentStarted
{
    /// <summary>Version of this message's form; 1.</summary>
    public int Schema { get; init => field = value == 0 ? 1 : value; } = 1;

    /// <summary>The deployment's id, chosen by the sender; see <see cref="Ids.IsId"/>.</summary>
    public required string DeploymentId { get; init; }

    /// <summary>
    /// Which try at this deployment; 1 or more, and 0 stands for 1. A higher one opens a closed deployment again.
    /// </summary>
    public int Attempt { get; init => field = value == 0 ? 1 : value; } = 1;

    public required string Service { get; init; }

    public required string Environment { get; init; }

    /// <summary>The version that is brought; 1 to 128 characters without control characters.</summary>
    public required string Version { get; init; }

    /// <summary>The version that runs now; null where the sender does not know it.</summary>
    public string? PreviousVersion { get; init; }

    /// <summary>Digest of the artifact, <c>sha256:…</c>; null where there is none.</summary>
    public string? ArtifactDigest { get; init; }

    public Strategy Strategy { get; init; } = Strategy.Replace;

    /// <summary>Why undoing would be unsafe, such as a migration that cannot be undone; empty where it is
    /// safe.</summary>
    public IReadOnlyList<string> RollbackUnsafe { get; init => field = value ?? []; } = [];

    /// <summary>When it began at the sender, UTC; null: when the agent heard of it.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Person or program that deploys; null where not said.</summary>
    public string? Actor { get; init; }
}
