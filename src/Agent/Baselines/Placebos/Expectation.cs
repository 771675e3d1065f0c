namespace Bellwether.Agent.Baselines.Placebos;

/// <summary>What a statistic is expected to be, given features.</summary>
/// <param name="Weights">The constant, then one a feature in units of its spread.</param>
/// <param name="Means">Of the features, over the placebos.</param>
/// <param name="Spreads">Of the features, over the placebos; 0 for one that never moved.</param>
internal sealed record Expectation(double[] Weights, double[] Means, double[] Spreads)
{
    /// <summary>The expected value, and which part of it the features from an index on account for.</summary>
    public (double All, double FromIndex) Of(ReadOnlySpan<double> features, int index)
    {
        Span<double> standard = stackalloc double[Weights.Length];
        Ridge.Standardise(features, Means, Spreads, standard);
        double all = 0, from = 0;
        for (var i = 0; i < standard.Length; i++)
        {
            all += standard[i] * Weights[i];
            if (i > index) from += standard[i] * Weights[i];
        }

        return (all, from);
    }
}
