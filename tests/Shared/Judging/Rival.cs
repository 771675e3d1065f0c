namespace Bellwether.Testing.Judging;

/// <summary>Another way to judge one signal, with a single threshold.</summary>
/// <param name="Name">As tables name it.</param>
/// <param name="Shipped">The threshold that people use: a score above it is a rollback.</param>
/// <param name="Scores">A score for each point after t0; NaN where it does not look.</param>
internal sealed record Rival(string Name, double Shipped, Func<RivalScene, double[], double[]> Scores);
