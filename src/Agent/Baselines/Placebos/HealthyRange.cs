namespace Bellwether.Agent.Baselines.Placebos;

/// <summary>Between these nineteen of twenty healthy changes lie, in the signal's unit; one number a look.</summary>
internal sealed record HealthyRange(double[] Low, double[] High)
{
    private const double Outside = 0.025;

    /// <param name="byLook">The changes of each look, ascending.</param>
    public static HealthyRange Of(IReadOnlyList<double[]> byLook) => new(
        [.. byLook.Select(values => Sorted.Quantile(values, Outside))],
        [.. byLook.Select(values => Sorted.Quantile(values, 1 - Outside))]);
}
