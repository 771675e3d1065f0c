using Bellwether.Agent.Judging.Placebos;

namespace Bellwether.Agent.Judging.Controls;

/// <summary>What the new version does beside its control.</summary>
internal sealed record ControlledFinding
{
    /// <summary>By the history of the difference, its levels those of the treated side; null where blocks had to do, or
    /// nothing could be said.</summary>
    public PlaceboFinding? ByHistory { get; init; }

    /// <summary>By blocks, its levels those of the treated side; null where the history spoke.</summary>
    public ControlFinding? ByBlocks { get; init; }

    /// <summary>The control alone fails the same rule: whatever it is, the version is not its only cause.</summary>
    public required bool ControlFails { get; init; }

    /// <summary>The difference is worse by more than chance and by more than is allowed.</summary>
    public bool Fails => ByHistory?.CrossedAt is not null || ByBlocks is { Fails: true };
}
