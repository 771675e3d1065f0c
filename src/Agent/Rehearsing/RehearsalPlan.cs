namespace Bellwether.Agent.Rehearsing;

/// <summary>How many pretend deployments, and when.</summary>
internal sealed record RehearsalPlan
{
    public const int DefaultDeployments = 500;

    /// <summary>More say nothing new about any history that is kept.</summary>
    public const int MostDeployments = 20_000;

    /// <summary>Where the history comes from.</summary>
    public required string Source { get; init; }

    public int Deployments { get; init; } = DefaultDeployments;

    public int Seed { get; init; } = 1;

    /// <summary>History before the first one at least; null: half of what there is, at most four days.</summary>
    public TimeSpan? First { get; init; }

    /// <summary>Null: all.</summary>
    public int? Processors { get; init; }
}
