namespace Bellwether.Probes.Targets;

/// <summary>An instance that a list names.</summary>
public sealed record FoundTarget
{
    /// <summary>Name of the instance, unique within the list.</summary>
    public required string Instance { get; init; }

    /// <summary>Name or address of its host.</summary>
    public required string Host { get; init; }

    public required int Port { get; init; }

    /// <summary>Scheme of its pages; null where the options say.</summary>
    public string? Scheme { get; init; }

    /// <summary>Path of its page; null where the options say.</summary>
    public string? Path { get; init; }

    /// <summary>Side that the list names; null for none.</summary>
    public TargetGroup? Group { get; init; }

    /// <summary>False for one that cannot be looked at yet and of which something is known all the same.</summary>
    public bool CanBeLookedAt { get; init; } = true;

    /// <summary>Another version may come under its name: a host, not a pod.</summary>
    public bool InPlace { get; init; }

    /// <summary>Version that the list names; null for none.</summary>
    public string? Version { get; init; }

    /// <summary>Digest of its image; null where unknown.</summary>
    public string? ImageDigest { get; init; }

    /// <summary>How often its container was started again; null where unknown.</summary>
    public int? Restarts { get; init; }

    /// <summary>Hard evidence that it fails, in words; null for none.</summary>
    public string? Failure { get; init; }

    /// <summary>When it failed so; null where that is not told.</summary>
    public DateTimeOffset? FailedAt { get; init; }

    /// <summary>Exit code of its container's last end; null for none.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Everything that a probe is made from: two with the same are looked at by the same probe.</summary>
    internal (string, string, int, string?, string?, TargetGroup?) Address =>
        (Instance, Host, Port, Scheme, Path, Group);

    /// <summary>Whether a probe that was made for the one serves the other.</summary>
    public bool IsLookedAtLike(FoundTarget other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Address.Equals(other.Address);
    }
}
