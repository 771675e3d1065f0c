namespace Bellwether.Agent.Baselines.Placebos;

/// <summary>Between these most healthy changes lie, in the signal's unit; one number a look.</summary>
internal sealed record HealthyRange(double[] Low, double[] High)
{
    /// <param name="byLook">The changes of each look, ascending.</param>
    /// <param name="outside">Share of them that lies outside, at either end.</param>
    public static HealthyRange Of(IReadOnlyList<double[]> byLook, double outside) => new(
        [.. byLook.Select(values => Sorted.Quantile(values, outside))],
        [.. byLook.Select(values => Sorted.Quantile(values, 1 - outside))]);
}
