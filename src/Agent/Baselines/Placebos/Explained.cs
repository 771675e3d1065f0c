namespace Bellwether.Agent.Baselines.Placebos;

/// <summary>What explaining one signal came to.</summary>
/// <param name="Siblings">Indexes of the signals that it is explained by, beside its own past.</param>
/// <param name="Parts">Explanations that pay, and what they leave over.</param>
internal sealed record Explained(
    IReadOnlyList<int> Siblings, IReadOnlyList<(Explanation Explanation, Columns Left)> Parts);
