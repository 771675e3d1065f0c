namespace Bellwether.Probes.Targets;

/// <summary>Options of a probe whose targets may come and go.</summary>
public interface IFollowingOptions : IProbeOptions
{
    /// <summary>Where the targets are named; null where the options name them themselves.</summary>
    TargetsFromOptions? TargetsFrom { get; }
}
