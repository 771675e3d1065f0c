namespace Bellwether.Agent.Signals;

/// <summary>What is known of an instance beside what looks at it bring: from the list that names it.</summary>
internal sealed record InstanceNotice
{
    public required string Service { get; init; }

    /// <summary>Name of the probe whose targets the list names.</summary>
    public required string Probe { get; init; }

    public required string Instance { get; init; }

    /// <summary>When it was seen, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Version that the list names for it; null for none.</summary>
    public string? Version { get; init; }

    /// <summary>Digest of its image, <c>sha256:…</c>; null where unknown.</summary>
    public string? ImageDigest { get; init; }

    /// <summary>It was not in the list before, and the list was known before.</summary>
    public bool Arrived { get; init; }

    /// <summary>Another version may come under its name: a host, not a pod.</summary>
    public bool InPlace { get; init; }

    /// <summary>How often its container was started again so far; null where unknown.</summary>
    public int? Restarts { get; init; }

    /// <summary>Hard evidence that it fails, in words; null for none.</summary>
    public string? Failure { get; init; }

    /// <summary>When it failed so; null: now.</summary>
    public DateTimeOffset? FailedAt { get; init; }

    /// <summary>Exit code of the container's last end; null where it had none.</summary>
    public int? ExitCode { get; init; }
}
