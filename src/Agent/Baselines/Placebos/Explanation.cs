namespace Bellwether.Agent.Baselines.Placebos;

/// <summary>A statistic less what the signal's own past and its siblings make one expect.</summary>
/// <param name="Name">As evidence names it.</param>
/// <param name="Statistic">The statistic that is explained: <see cref="Statistics.Median"/> or
/// <see cref="Statistics.LastFive"/>.</param>
/// <param name="ByLook">One a look.</param>
/// <param name="Shared">What the siblings usually account for, by look.</param>
internal sealed record Explanation(
    string Name, int Statistic, IReadOnlyList<Expectation> ByLook, HealthyRange Shared);
