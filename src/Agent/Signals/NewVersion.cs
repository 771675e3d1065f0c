namespace Bellwether.Agent.Signals;

/// <summary>A version that is being brought: instances that run it are treated, those that name another are
/// control.</summary>
/// <param name="Version">As the announcement names it.</param>
/// <param name="ArtifactDigest">Digest of its image; null where the announcement names none.</param>
/// <param name="Since">An instance that ran it before this got it from nobody now.</param>
internal sealed record NewVersion(string Version, string? ArtifactDigest, DateTimeOffset Since);
