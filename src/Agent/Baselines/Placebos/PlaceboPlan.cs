namespace Bellwether.Agent.Baselines.Placebos;

/// <summary>How pretend deployments are laid out: as the real one will be.</summary>
internal sealed record PlaceboPlan
{
    /// <summary>Points after t0 that nothing looks at.</summary>
    public required int WarmUp { get; init; }

    /// <summary>Points of the watch, warm-up included.</summary>
    public required int Window { get; init; }

    /// <summary>Numbers of points after t0 at which is looked, ascending; the last one is the window.</summary>
    public required IReadOnlyList<int> Looks { get; init; }

    /// <summary>Where the generator of placebo times starts: the same for the same deployment, everywhere.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Points after the announcement for which the seasonal level is kept: t0 may come later.</summary>
    public int Ahead { get; init; }
}
