using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Configuration.Scalars;
using Bellwether.Agent.Judging.Cases;
using Bellwether.Agent.Tables;
using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Rehearsing;

/// <summary>Rules without a configuration: one a signal, as a person chose them.</summary>
internal sealed record RuleWishes
{
    public const double StandardAllow = 0.1;
    public const double StandardTolerance = 0.5;
    public const double StandardDifference = 0.005;

    public IReadOnlySet<string> Critical { get; init; } = new HashSet<string>();

    /// <summary>Signals of which a decrease is bad.</summary>
    public IReadOnlySet<string> Decrease { get; init; } = new HashSet<string>();

    /// <summary>Signals of which any change is bad.</summary>
    public IReadOnlySet<string> Either { get; init; } = new HashSet<string>();

    /// <summary>Smallest change worth a rollback, by signal; "" for all others.</summary>
    public IReadOnlyDictionary<string, double> Allow { get; init; } = new Dictionary<string, double>();

    /// <summary>Largest change that may stay unexcluded, by signal; "" for all others: shares for levels, percentage
    /// points for ratios.</summary>
    public IReadOnlyDictionary<string, Tolerance> Tolerate { get; init; } = new Dictionary<string, Tolerance>();

    /// <summary>Null: five points.</summary>
    public TimeSpan? WarmUp { get; init; }

    /// <summary>Null: forty points.</summary>
    public TimeSpan? Window { get; init; }

    /// <summary>Null: 5 %.</summary>
    public double? Budget { get; init; }

    /// <exception cref="RehearsalException">A signal that is named is not there, or the window is too
    /// short.</exception>
    public RehearsedRules Of(PointTable table)
    {
        var known = table.Signals.Select(signal => signal.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var named in Critical.Concat(Decrease).Concat(Either).Concat(Allow.Keys).Concat(Tolerate.Keys))
            if (named.Length > 0 && !known.Contains(named))
                throw new RehearsalException($"there is no signal '{named}'; there are "
                    + string.Join(", ", known.Order(StringComparer.Ordinal)));
        var warmUp = WarmUp is { } warm ? RulesOfPlan.PointsOf(warm, table) : CaseQuestion.DefaultWarmUpPoints;
        var window = Window is { } whole ? RulesOfPlan.PointsOf(whole, table) : CaseQuestion.DefaultWindowPoints;
        if (window < warmUp + 2)
            throw new RehearsalException($"a window of {window} points has no room behind a warm-up of {warmUp};"
                + $" points are {table.Grid.Interval.TotalSeconds:0.#} s wide");
        return new()
        {
            Rules = [.. table.Signals.Select(Rule)],
            WarmUp = warmUp,
            Window = window,
            MinWatch = (window + 1) / 2,
            FalseRollbackBudget = Budget ?? CaseQuestion.DefaultFalseRollbackBudget,
        };
    }

    private CompareRulePlan Rule(TableSignal signal)
    {
        var isRatio = signal.Kind is SignalKind.Ratio;
        return new()
        {
            Name = signal.Name,
            Signal = signal.Name,
            Critical = Critical.Contains(signal.Name),
            Direction = Decrease.Contains(signal.Name) ? Direction.Decrease
                : Either.Contains(signal.Name) ? Direction.Either : Direction.Increase,
            Allow = Allow.TryGetValue(signal.Name, out var own) ? own : Allow.GetValueOrDefault("", StandardAllow),
            Tolerate = ToleranceOf(signal.Name, isRatio),
            TolerateIsDifference = isRatio,
        };
    }

    private double ToleranceOf(string signal, bool isRatio)
    {
        if (Tolerate.TryGetValue(signal, out var own))
            return own.IsDifference == isRatio ? own.Value : throw new RehearsalException(isRatio
                ? $"{signal} is a ratio: what is tolerated of it is in percentage points, such as 0.5pp"
                : $"{signal} is no ratio: what is tolerated of it is a share, such as 50%");
        // A tolerance for all is for those that it can be meant for.
        return Tolerate.TryGetValue("", out var common) && common.IsDifference == isRatio ? common.Value
            : isRatio ? StandardDifference : StandardTolerance;
    }
}
