namespace Bellwether.Probes;

/// <summary>What a look saw of the process or the version behind its target.</summary>
public sealed record Sighting
{
    /// <summary>Version that the target says it runs (label, header); null where it says none.</summary>
    public string? Version { get; init; }

    /// <summary>Process id that the pid file names or that was found by name; null where none is named.</summary>
    public int? ProcessId { get; init; }

    /// <summary>Whether that process exists (a zombie does not); null where the probe cannot tell.</summary>
    public bool? Alive { get; init; }

    /// <summary>When the process started, UTC; null where unknown.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Exit code of the process where the probe can know it (systemd, a container); else null.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Hard evidence that this process failed, in words ("checkout.service exited with code 3"); null for
    /// none.</summary>
    public string? Failure { get; init; }

    /// <summary>Digest of the image that it runs from, <c>sha256:…</c>; null where unknown.</summary>
    public string? ImageDigest { get; init; }
}
