using Bellwether.Agent.Signals.Snapshots;

namespace Bellwether.Agent.Signals.Live;

/// <summary>What is known of one instance, whichever probe looked at it.</summary>
internal sealed class InstanceFacts(string name)
{
    public string Name { get; } = name;

    /// <summary>Version that it names itself, in a label or a header; null where it names none.</summary>
    public string? Named { get; set; }

    /// <summary>Version that the list of targets names for it; null where there is none.</summary>
    public string? Told { get; set; }

    /// <summary>Digest of its image; null where unknown.</summary>
    public string? ImageDigest { get; set; }

    /// <summary>When that version was first seen on it.</summary>
    public DateTimeOffset VersionSince { get; set; }

    /// <summary>The configuration says which side it is on.</summary>
    public bool Fixed { get; set; }

    /// <summary>Another version may come under its name: a host, not a pod.</summary>
    public bool InPlace { get; set; } = true;

    /// <summary>It came while the agent ran, and no sign of it was given yet.</summary>
    public bool Arriving { get; set; }

    /// <summary>When it came; null where it was there from the first.</summary>
    public DateTimeOffset? ArrivedAt { get; set; }

    /// <summary>Restarts of its container that its list told last; null for none.</summary>
    public int? Restarts { get; set; }

    /// <summary>Process id that a sidecar told last; null for none.</summary>
    public int? ProcessId { get; set; }

    /// <summary>Hard evidence that was told of it last.</summary>
    public ProcessMark? LastFailure { get; set; }

    public DateTimeOffset? LastGoodAt { get; set; }

    public DateTimeOffset LastSeenAt { get; set; }

    public bool Gone { get; set; }

    public string? Version => Named ?? Told;

    public bool Runs(NewVersion brought) => Named == brought.Version || Told == brought.Version
        || (ImageDigest is not null && ImageDigest == brought.ArtifactDigest);
}
