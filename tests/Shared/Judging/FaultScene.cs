namespace Bellwether.Testing.Judging;

/// <summary>What a fault is put into.</summary>
/// <param name="Healthy">Levels from t0 on, the whole window; NaN where missing, and stays so.</param>
/// <param name="Spread">Standard deviation of the last day.</param>
/// <param name="WarmUp">Points of the warm-up.</param>
internal readonly record struct FaultScene(double[] Healthy, double Spread, int WarmUp);
