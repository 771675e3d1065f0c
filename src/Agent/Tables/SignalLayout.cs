using System.Globalization;
using System.Text.RegularExpressions;
using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Tables;

/// <summary>Tells signals from the names of columns.</summary>
/// <remarks><c>x.bad</c> and <c>x.total</c> are counts; <c>x.le.0.1</c> … <c>x.le.+Inf</c> a latency's buckets,
/// cumulative as histograms are told, with <c>x.sum</c> where it is known; all else a level.</remarks>
internal sealed partial class SignalLayout
{
    private const string Bucket = ".le.";
    private static readonly string[] Infinite = ["+Inf", "Inf", "inf"];

    private readonly RawTable _raw;
    private readonly SignalWishes _wishes;
    private readonly HashSet<int> _used = [];

    private SignalLayout(RawTable raw, SignalWishes wishes) => (_raw, _wishes) = (raw, wishes);

    /// <summary>The signals in the order of their first columns; at least one.</summary>
    /// <exception cref="TableException">Columns that make no signal, or wishes about signals that are not
    /// there.</exception>
    public static IReadOnlyList<SignalColumns> Of(RawTable raw, SignalWishes wishes)
    {
        var layout = new SignalLayout(raw, wishes);
        var signals = layout.All().OrderBy(signal => signal.Columns.Min()).ToList();
        var names = signals.Select(signal => signal.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var wished in wishes.Kinds.Keys.Concat(wishes.Units.Keys).Concat(wishes.Only))
            if (!names.Contains(wished))
                throw raw.Fault($"there is no signal '{wished}'; there are {string.Join(", ", names.Order(
                    StringComparer.Ordinal))}");
        if (wishes.Only.Count > 0) signals.RemoveAll(signal => !wishes.Only.Contains(signal.Name));
        foreach (var signal in signals)
            if (!Form().IsMatch(signal.Name))
                throw raw.Fault($"column '{signal.Name}' cannot name a signal; give it a name of lower-case letters,"
                    + $" digits, - and . with --map '{signal.Name}=NAME'");
        return signals.Count > 0 ? signals : throw raw.Fault("there is no column of a signal");
    }

    private IEnumerable<SignalColumns> All() => Latencies().Concat(Counts()).ToList().Concat(Levels());

    private IEnumerable<SignalColumns> Latencies()
    {
        var families = Columns().Select(column => (column.Index, column.Name, At: column.Name.LastIndexOf(
                Bucket, StringComparison.Ordinal))).Where(column => column.At > 0)
            .GroupBy(column => column.Name[..column.At], StringComparer.Ordinal);
        foreach (var family in families)
        {
            var buckets = family.Select(column => (column.Index, Bound: BoundOf(column.Name, column.At)))
                .OrderBy(bucket => bucket.Bound).ToList();
            if (!double.IsPositiveInfinity(buckets[^1].Bound) || buckets.Count < 2)
                throw _raw.Fault($"latency '{family.Key}' needs at least one bound and a column"
                    + $" '{family.Key}{Bucket}+Inf' of all requests");
            var sum = _raw.Names.ToList().IndexOf($"{family.Key}.sum");
            _used.UnionWith(buckets.Select(bucket => bucket.Index).Append(sum));
            yield return new(family.Key, KindOf(family.Key, SignalKind.Latency, SignalKind.Latency),
                UnitOf(family.Key, SignalKind.Latency), [.. buckets.Select(bucket => bucket.Index)],
                [.. buckets.Take(buckets.Count - 1).Select(bucket => bucket.Bound)], sum);
        }
    }

    private IEnumerable<SignalColumns> Counts()
    {
        foreach (var (bad, name) in Columns().ToList())
        {
            if (name.EndsWith(".total", StringComparison.Ordinal) && !_raw.Names.Contains($"{name[..^6]}.bad"))
                throw _raw.Fault($"column '{name}' has no column '{name[..^6]}.bad' beside it");
            if (!name.EndsWith(".bad", StringComparison.Ordinal)) continue;
            var signal = name[..^4];
            var total = _raw.Names.ToList().IndexOf($"{signal}.total");
            if (total < 0) throw _raw.Fault($"column '{name}' has no column '{signal}.total' beside it");
            _used.UnionWith([bad, total]);
            var kind = KindOf(signal, SignalKind.Ratio, SignalKind.Ratio, SignalKind.Latency);
            yield return new(signal, kind, UnitOf(signal, kind), [bad, total], []);
        }
    }

    private IEnumerable<SignalColumns> Levels()
    {
        foreach (var (index, name) in Columns())
        {
            // Names are API: requests are told per second.
            var standard = name.EndsWith(".requests", StringComparison.Ordinal) ? SignalKind.Rate : SignalKind.Gauge;
            var kind = KindOf(name, standard, SignalKind.Gauge, SignalKind.Rate);
            yield return new(name, kind, UnitOf(name, kind), [index], []);
        }
    }

    private IEnumerable<(int Index, string Name)> Columns() => _raw.Names.Select((name, index) => (index, name))
        .Where(column => column.name != RawTable.MaskColumn && !_used.Contains(column.index));

    private double BoundOf(string name, int at)
    {
        var text = name[(at + Bucket.Length)..];
        if (Infinite.Contains(text)) return double.PositiveInfinity;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var bound)
            && double.IsFinite(bound)
                ? bound : throw _raw.Fault($"column '{name}' has no bound behind '{Bucket}'");
    }

    private SignalKind KindOf(string signal, SignalKind standard, params SignalKind[] possible)
    {
        if (!_wishes.Kinds.TryGetValue(signal, out var wished)) return standard;
        return possible.Contains(wished) ? wished : throw _raw.Fault(
            $"'{signal}' cannot be a {Word(wished)}: {Hint(wished, signal)}");
    }

    private static string Hint(SignalKind wished, string signal) => wished switch
    {
        SignalKind.Ratio => $"a ratio has the columns '{signal}.bad' and '{signal}.total'",
        SignalKind.Latency => $"a latency has a column '{signal}.le.BOUND' a bucket, or '{signal}.bad' (the slow ones)"
            + $" and '{signal}.total'",
        SignalKind.State => "states have no points",
        _ => $"a {Word(wished)} has one column '{signal}'",
    };

    private static string Word(SignalKind kind) => kind.ToString().ToLowerInvariant();

    private string UnitOf(string signal, SignalKind kind) => _wishes.Units.TryGetValue(signal, out var unit) ? unit
        : kind switch
        {
            SignalKind.Ratio => "ratio",
            SignalKind.Latency => "seconds",
            SignalKind.Rate => "per-second",
            _ => signal.EndsWith(".latency", StringComparison.Ordinal) ? "seconds" : "",
        };

    // As configurations name signals; an underscore too, since columns of other programs have them.
    [GeneratedRegex(@"\A(?=.{1,63}\z)[a-z0-9][a-z0-9_-]*(\.[a-z0-9_-]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
