using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent.Judging.Cases;

/// <summary>One deployment to be judged from numbers alone: what a <c>case</c> line holds.</summary>
internal sealed record CaseQuestion
{
    public const int DefaultWarmUpPoints = 5;
    public const int DefaultWindowPoints = 40;
    public const double DefaultFalseRollbackBudget = 0.05;

    /// <summary>The history; null where the case brings its own baseline.</summary>
    public SeriesDefinition? Series { get; init; }

    /// <summary>The history of a control group, point for point beside <see cref="Series"/>; null for none.</summary>
    public SeriesDefinition? Control { get; init; }

    /// <summary>Index in the history of the first point after t0; 0 or more.</summary>
    public int At { get; init; }

    /// <summary>Only so many points before <see cref="At"/> are history; null: fourteen days.</summary>
    public int? HistoryPoints { get; init; }

    /// <summary>Signals to be judged, in the order in which evidence is given.</summary>
    public required IReadOnlyList<string> Signals { get; init; }

    /// <summary>Levels from t0 on in place of the history's own, by signal.</summary>
    public IReadOnlyDictionary<string, double[]> Observed { get; init; } = new Dictionary<string, double[]>();

    /// <summary>A baseline that the case brings itself, by signal: levels of a control, judged by blocks.</summary>
    public IReadOnlyDictionary<string, double[]> Baselines { get; init; } = new Dictionary<string, double[]>();

    /// <summary>Pairs that the case brings itself, by signal.</summary>
    public IReadOnlyDictionary<string, CasePairs> Counts { get; init; } = new Dictionary<string, CasePairs>();

    /// <summary>Which way is worse, in place of the history's own.</summary>
    public IReadOnlyDictionary<string, Direction> Directions { get; init; } = new Dictionary<string, Direction>();

    public int WarmUpPoints { get; init; } = DefaultWarmUpPoints;

    /// <summary>Warm-up included; at least two more than it.</summary>
    public int WindowPoints { get; init; } = DefaultWindowPoints;

    /// <summary>Points before which nothing is promoted; null: the whole window, since no bake comes after a case that
    /// would find what starts late.</summary>
    public int? MinWatchPoints { get; init; }

    /// <summary>Share of healthy deployments that statistics may roll back at most, in (0, 0.5].</summary>
    public double FalseRollbackBudget { get; init; } = DefaultFalseRollbackBudget;

    /// <summary>Smallest change worth a rollback, relative, by signal; 0.1 where none is named.</summary>
    public IReadOnlyDictionary<string, double> Allow { get; init; } = new Dictionary<string, double>();

    /// <summary>Largest change that a promote may leave unexcluded, by signal; 0.5 where none is named, 0.005 (a
    /// difference) for error ratios.</summary>
    public IReadOnlyDictionary<string, double> Tolerate { get; init; } = new Dictionary<string, double>();

    /// <summary>Signals that must have data and be bounded for a promote.</summary>
    public IReadOnlySet<string> Critical { get; init; } = new HashSet<string>();
}
