namespace Bellwether.Agent.Baselines.Placebos;

/// <summary>All that the placebo judge knows of a signal before a deployment. Made once, at the announcement.</summary>
internal sealed record Calibration
{
    /// <summary>From so much history on this judge speaks.</summary>
    public static readonly TimeSpan ShortestHistory = TimeSpan.FromHours(12);

    public required int WarmUp { get; init; }

    public required IReadOnlyList<int> Looks { get; init; }

    /// <summary>Level that the season explains, from <see cref="Statistics.BasePoints"/> before the announcement on;
    /// NaN where unknown.</summary>
    public required double[] Seasonal { get; init; }

    /// <summary>Levels up are bad (1), or down (−1): one of them, or both.</summary>
    public required IReadOnlyList<DirectionTable> Sides { get; init; }

    /// <summary>Pretend deployments behind the tables.</summary>
    public required int Placebos { get; init; }

    /// <summary>Unmasked history in days.</summary>
    public required double Days { get; init; }
}
