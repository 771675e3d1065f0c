namespace Bellwether.Testing.Judging;

/// <summary>Something that a new version does to one of its signals.</summary>
/// <param name="Name">As tables head it.</param>
/// <param name="Meaning">What exactly is done to the points.</param>
/// <param name="IsHarmless">Whether a rollback would be wrong.</param>
/// <param name="Put">The levels after t0 with the fault in them; a new array.</param>
internal sealed record Fault(string Name, string Meaning, bool IsHarmless, Func<FaultScene, double[]> Put);
