using Bellwether.Agent.Baselines;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Judging.Cases;
using Bellwether.Agent.Judging.Rules.Compare;
using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Agent.Tables;
using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Rehearsing;

/// <summary>The table as the judge is asked about it: one question a moment, with nothing in it from later.</summary>
internal sealed class RehearsalSeries
{
    private const double SlowQuantile = 0.95;

    private readonly PointTable _table;
    private readonly RehearsedRules _rules;
    private readonly SeriesDefinition _series;
    private readonly List<(CompareRulePlan Rule, Histograms Histograms)> _latencies = [];

    public RehearsalSeries(PointTable table, RehearsedRules rules)
    {
        (_table, _rules) = (table, rules);
        var (levels, counts) = (new Dictionary<string, double[]>(), new Dictionary<string, CountPair[]>());
        var kinds = new Dictionary<string, SignalKind>();
        for (var i = 0; i < rules.Rules.Count; i++)
        {
            var (signal, quantile) = SourceOf(table, rules.Rules[i].Signal) ?? throw new ArgumentException(
                $"There is no {rules.Rules[i].Signal}.", nameof(rules));
            if (signal.Buckets.Length > 0)
                _latencies.Add((rules.Rules[i], new(signal, table, quantile ?? SlowQuantile)));
            else if (signal.Pairs.Length > 0)
            {
                counts[KeyOf(i)] = signal.Pairs;
                kinds[KeyOf(i)] = signal.Kind;
            }
            else levels[KeyOf(i)] = signal.Levels;
        }

        _series = new()
        {
            // The same history says the same, whatever its file is called.
            Name = "history",
            IntervalSeconds = table.Grid.Interval.TotalSeconds,
            Signals = levels,
            Counts = counts,
            Kinds = kinds,
            Mask = table.Masked,
        };
    }

    /// <summary>The column behind a rule's signal, and the quantile that the rule names of it; null where there is
    /// none.</summary>
    public static (TableSignal Signal, double? Quantile)? SourceOf(PointTable table, string signal)
    {
        if (table.Find(signal) is { } whole) return (whole, null);
        var dot = signal.LastIndexOf('.');
        double? quantile = dot < 0 ? null : signal[(dot + 1)..] switch
        {
            "p50" => 0.50,
            "p90" => 0.90,
            "p95" => 0.95,
            "p99" => 0.99,
            _ => null,
        };
        return quantile is not null && table.Find(signal[..dot]) is { Buckets.Length: > 0 } latency
            ? (latency, quantile) : null;
    }

    /// <summary>What the judge calls the signal of a rule: by its name, or by the rule's where several are on
    /// it.</summary>
    public string KeyOf(int rule) =>
        _rules.Rules.Count(other => other.Signal == _rules.Rules[rule].Signal) > 1
            ? _rules.Rules[rule].Name : _rules.Rules[rule].Signal;

    /// <summary>Whether a fault of a rule's signal is so many more of all requests, and no multiple: for errors, and
    /// for slow requests where there are hardly any.</summary>
    public bool CountsDifferences(int rule) => _series.Kinds.TryGetValue(KeyOf(rule), out var kind)
        ? kind is SignalKind.Ratio
        : _latencies.Exists(latency => ReferenceEquals(latency.Rule, _rules.Rules[rule])
            && latency.Histograms.SlowAt(_table.Points) is { Rare: true });

    /// <summary>A deployment whose first point is at an index.</summary>
    public CaseQuestion QuestionAt(int at)
    {
        var rules = _rules.Rules;
        var keys = Enumerable.Range(0, rules.Count).Select(KeyOf).ToList();
        var series = _latencies.Count == 0 ? _series : WithSlowRequests(at);
        return new()
        {
            Series = series,
            At = at,
            Signals = keys,
            WarmUpPoints = _rules.WarmUp,
            WindowPoints = _rules.Window,
            MinWatchPoints = _rules.MinWatch,
            FalseRollbackBudget = _rules.FalseRollbackBudget,
            Directions = By(keys, rule => rule.Direction),
            Allow = By(keys, rule => rule.Allow),
            Tolerate = By(keys, rule => rule.Tolerate, (key, rule) =>
                // Where hardly any request is slow, slow ones are judged as errors are.
                series.Kinds.TryGetValue(key, out var kind) && kind is SignalKind.Ratio && !rule.TolerateIsDifference
                    ? CompareRuleOptions.DefaultDifference : rule.Tolerate),
            Critical = keys.Where((_, i) => rules[i].Critical).ToHashSet(StringComparer.Ordinal),
        };
    }

    private Dictionary<string, T> By<T>(
        List<string> keys, Func<CompareRulePlan, T> of, Func<string, CompareRulePlan, T>? special = null)
    {
        var values = new Dictionary<string, T>(StringComparer.Ordinal);
        for (var i = 0; i < keys.Count; i++)
            values[keys[i]] = special is null ? of(_rules.Rules[i]) : special(keys[i], _rules.Rules[i]);
        return values;
    }

    /// <summary>Which requests are slow is decided by what was normal before the moment, as an agent does.</summary>
    private SeriesDefinition WithSlowRequests(int at)
    {
        var counts = new Dictionary<string, CountPair[]>(_series.Counts);
        var kinds = new Dictionary<string, SignalKind>(_series.Kinds);
        foreach (var (rule, histograms) in _latencies)
        {
            var key = KeyOf(_rules.Rules.ToList().IndexOf(rule));
            if (histograms.SlowAt(at) is not { } slow) continue;
            counts[key] = histograms.Pairs(slow.Index, at + _rules.Window);
            kinds[key] = slow.Rare ? SignalKind.Ratio : SignalKind.Latency;
        }

        return _series with { Counts = counts, Kinds = kinds };
    }

    /// <summary>The buckets of one latency.</summary>
    private sealed class Histograms(TableSignal signal, PointTable table, double quantile)
    {
        private readonly Point[] _points = PointsOf(signal, table);

        public SlowBound? SlowAt(int at)
        {
            // Masked and missing points are left out of the last day, so that a little more is handed over.
            var from = Math.Max(0, at - 3 * CountBaseline.MostPoints);
            return SlowBound.Choose(
                new(table.At(from), table.Grid.Interval, _points[from..at]), signal.Bounds, quantile);
        }

        public CountPair[] Pairs(int bound, int until)
        {
            var pairs = new CountPair[Math.Min(until, _points.Length)];
            for (var i = 0; i < pairs.Length; i++) pairs[i] = CountPair.OfLatency(in _points[i], bound);
            return pairs;
        }

        private static Point[] PointsOf(TableSignal signal, PointTable table)
        {
            var points = new Point[table.Points];
            for (var i = 0; i < points.Length; i++)
                points[i] = signal.Buckets[i] is { } buckets
                    ? new() { Seen = true, Value = signal.Sums[i], Total = buckets.Sum(), Buckets = buckets }
                    : default;
            foreach (var range in table.Masked)
                for (var i = range.From; i < range.To; i++)
                    points[i] = points[i] with { Masked = true };
            return points;
        }
    }
}
