using Bellwether.Agent.Judging;
using Bellwether.Agent.Judging.Cases;
using Bellwether.Agent.Tables;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Rehearsing;

/// <summary>Pretend deployments on a table. Each sees what lies before it, and its own window.</summary>
/// <remarks>Safe for concurrent use.</remarks>
internal sealed class Rehearsal
{
    private readonly PointTable _table;
    private readonly RehearsedRules _rules;
    private readonly RehearsalSeries _series;

    public Rehearsal(PointTable table, RehearsedRules rules)
    {
        (_table, _rules) = (table, rules);
        _series = new(table, rules);
        Faults = [.. rules.Rules.Select((rule, i) => FaultSizes.Of(rule, _series.CountsDifferences(i)))];
    }

    /// <summary>The faults that are tried, by rule.</summary>
    public IReadOnlyList<FaultSizes> Faults { get; }

    /// <summary>The verdict on what a table really has after a moment.</summary>
    public CaseAnswer Judge(int at) => Named(CaseJudge.Judge(_series.QuestionAt(at)));

    /// <summary>The verdict, and all faults tried one after another.</summary>
    public RehearsedMoment At(int at)
    {
        var question = _series.QuestionAt(at);
        var cache = new CalibrationCache();
        var answer = CaseJudge.Judge(question, cache);
        var signals = CaseSignals.Of(question, cache);
        var scene = CaseScene.Of(question, signals);
        var placebos = new CasePlacebos(signals, scene);
        var plans = signals.Select(signal => signal.Plan).ToList();
        var (found, methods) = (new int[signals.Count][], new string[signals.Count]);
        for (var rule = 0; rule < found.Length; rule++)
        {
            var weight = Budget.LogWeight(signals[rule].Plan, plans);
            var seed = CaseSeed.Of("fault", at, [_series.KeyOf(rule)]);
            found[rule] = new int[Faults[rule].Sizes.Count];
            for (var size = 0; size < found[rule].Length; size++)
            {
                var changed = FaultInjection.Into(signals[rule], Faults[rule], size, seed + (ulong)size);
                var judged = CaseMethods.Of(changed, placebos, weight);
                found[rule][size] = judged.Min(method => method.CrossedAt) ?? 0;
                if (size == 0) methods[rule] = judged[0].At(scene.Window).Evidence.Method;
            }
        }

        return new(at, DaysBefore(at), answer.Decision, answer.Cause, answer.AtPoint, RuleOf(answer.Signal),
            Withheld(answer), methods, found);
    }

    private double DaysBefore(int at) => Math.Min(
        CaseHistory.DefaultLength.TotalDays, at * _table.Grid.Interval.TotalDays);

    private bool[] Withheld(CaseAnswer answer)
    {
        var withheld = new bool[_rules.Rules.Count];
        if (answer.Decision != Decision.Inconclusive) return withheld;
        for (var rule = 0; rule < withheld.Length; rule++)
            withheld[rule] = answer.Evidence.Any(evidence =>
                evidence.Signal == _series.KeyOf(rule) && evidence.Cause == answer.Cause);
        return withheld;
    }

    /// <summary>The judge knows signals; people know their rules.</summary>
    private CaseAnswer Named(CaseAnswer answer) => answer with
    {
        Evidence = [.. answer.Evidence.Select(evidence => RuleOf(evidence.Signal) is { } rule
            ? evidence with { Rule = _rules.Rules[rule].Name, Signal = _rules.Rules[rule].Signal } : evidence)],
    };

    private int? RuleOf(string? key)
    {
        for (var rule = 0; rule < _rules.Rules.Count; rule++)
            if (_series.KeyOf(rule) == key)
                return rule;
        return null;
    }
}
