namespace Bellwether.Probes.Otlp;

/// <summary>Where a sender is, however often it is started.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsOnePod">It is one pod that no other comes after under the same name: whoever comes there later is the
/// same container again.</param>
internal readonly record struct OtlpPlace(string Name, bool IsOnePod = false);
