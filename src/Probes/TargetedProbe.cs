namespace Bellwether.Probes;

/// <summary>A probe and the instance it looks at.</summary>
/// <param name="Instance">Name of the instance (<c>10.0.0.17:8080</c>, <c>blue</c>); unique within its probe.</param>
/// <param name="Group">Which side of a canary the instance is on; null: the version it names tells.</param>
/// <param name="Probe">The probe.</param>
public sealed record TargetedProbe(string Instance, TargetGroup? Group, IProbe Probe);
