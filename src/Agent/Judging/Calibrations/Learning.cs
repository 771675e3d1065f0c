using Bellwether.Agent.Baselines;
using Bellwether.Agent.Baselines.Placebos;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Judging.Rules.Compare;
using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Judging.Calibrations;

/// <summary>What is learned for one rule, point by point of its signal's past.</summary>
internal sealed class Learning
{
    private readonly CompareRulePlan _rule;
    private readonly PolicyPlan _policy;
    private readonly Comparison _comparison;
    private readonly LevelReader _reader;
    private readonly double[] _levels;

    private Learning(CompareRulePlan rule, PolicyPlan policy, Comparison comparison)
    {
        (_rule, _policy, _comparison) = (rule, policy, comparison);
        _reader = new(comparison, policy.Interval);
        _levels = new double[CalibrationLimits.PointsAt(policy.Interval)];
        Array.Fill(_levels, double.NaN);
    }

    public bool Critical => _rule.Critical;

    /// <summary>The signal itself, without a quantile.</summary>
    public string Signal => _comparison.History.Name;

    /// <summary>Null where the placebo judge has no say: errors, states, rare slow requests, signals never
    /// seen.</summary>
    /// <param name="rule">A rule of the plan.</param>
    /// <param name="policy">Its times.</param>
    /// <param name="snapshot">The service at the announcement.</param>
    public static Learning? Begin(CompareRulePlan rule, PolicyPlan policy, WatchSnapshot snapshot)
    {
        if (SignalView.Find(snapshot, rule.Signal) is not { History.Ambiguity: null } view) return null;
        if (view.History.Kind is SignalKind.Ratio or SignalKind.State) return null;
        var comparison = Comparison.Of(rule, view, known: null);
        return comparison.Slow is { Rare: true } ? null : new(rule, policy, comparison);
    }

    /// <summary>A point of the stretch of <see cref="CalibrationLimits.PointsAt"/> points before the
    /// announcement.</summary>
    public void Take(int index, in Point point, IReadOnlyList<double> bounds) =>
        _levels[index] = _reader.Of(in point, bounds);

    /// <summary>Learns from what was taken, all signals together: they explain each other.</summary>
    /// <param name="learnings">Of one deployment, all with the same times.</param>
    /// <param name="masked">What of the stretch is no example of normal.</param>
    /// <param name="seed">Of the deployment.</param>
    /// <returns>In the same order.</returns>
    public static IReadOnlyList<RuleCalibration> Done(
        IReadOnlyList<Learning> learnings, IReadOnlyList<(int From, int To)> masked, ulong seed)
    {
        if (learnings.Count == 0) return [];
        var learned = Calibrator.Learn(
            [.. learnings.Select(learning => learning.History(masked))], learnings[0].Plan(seed));
        return [.. learnings.Select((learning, i) => learning.Made(learned[i]))];
    }

    private LevelHistory History(IReadOnlyList<(int From, int To)> masked) => new()
    {
        Levels = _levels,
        Interval = _policy.Interval,
        Direction = _rule.Direction,
        Source = _comparison.History.Name,
        Masked = [.. masked.Select(range => new MaskedRange(range.From, range.To))],
    };

    private RuleCalibration Made(Calibration? learned) => new()
    {
        Rule = _rule.Name,
        Learned = learned is null ? null : Rounding.Of(learned),
        SlowBound = _comparison.JudgesShare ? _comparison.Slow!.Seconds : null,
        Bounds = _comparison.History.Bounds,
    };

    private PlaceboPlan Plan(ulong seed)
    {
        var (warmUp, window) = (_policy.WarmUpPoints, _policy.WindowPoints);
        return new()
        {
            WarmUp = warmUp,
            Window = window,
            Looks = LookSchedule.Of(warmUp, window),
            Seed = seed,
            Ahead = (int)Math.Min(
                CalibrationLimits.MostAhead, Math.Ceiling((_policy.MaxDuration + _policy.Bake) / _policy.Interval)),
        };
    }
}
