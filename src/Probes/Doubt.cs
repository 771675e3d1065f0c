namespace Bellwether.Probes;

/// <summary>Why a probe with sound options would see nothing, as far as this host's disk tells.</summary>
/// <param name="Member">Member of the options that is to blame, as <c>Targets[1].File</c>.</param>
/// <param name="Words">One sentence for a person, without the period.</param>
/// <param name="MayCome">What is missing may come by itself, such as a log.</param>
public sealed record Doubt(string Member, string Words, bool MayCome = false);
