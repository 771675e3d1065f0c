namespace Bellwether.Agent.Storage.History;

/// <summary>Adds rows of one signal. Order and grouping change no number that comes out, rounding apart.</summary>
/// <remarks>
/// The interval becomes the span of both. Different instances give an empty instance; control stays only if both are.
/// The version is that of the interval that ends later, or the other's where it names none. Buckets with different
/// bounds are added on the bounds that both have, which loses fineness but never moves a request over a bound.
/// </remarks>
internal static class HistoryMerge
{
    public static HistoryRow Of(HistoryRow first, HistoryRow second)
    {
        if (!SameSignal(first, second))
            throw new ArgumentException(
                $"{first.Signal} ({first.Kind}) and {second.Signal} ({second.Kind}) do not merge.");
        var (earlier, later) = EndsLater(first, second) ? (second, first) : (first, second);
        var at = first.At < second.At ? first.At : second.At;
        var (bounds, buckets) = Buckets(first, second);
        return earlier with
        {
            At = at,
            Width = later.End - at,
            Instance = first.Instance == second.Instance ? first.Instance : "",
            Control = first.Control && second.Control,
            Version = later.Version ?? earlier.Version,
            Sum = first.Sum + second.Sum,
            Count = first.Count + second.Count,
            Min = Extreme(first, second, row => row.Min, Math.Min),
            Max = Extreme(first, second, row => row.Max, Math.Max),
            Bad = first.Bad + second.Bad,
            Total = first.Total + second.Total,
            Bounds = bounds,
            Buckets = buckets,
            Good = first.Good + second.Good,
            BadLooks = first.BadLooks + second.BadLooks,
            Refused = first.Refused + second.Refused,
            MissingLooks = first.MissingLooks + second.MissingLooks,
            Restarts = first.Restarts + second.Restarts,
        };
    }

    private static bool EndsLater(HistoryRow one, HistoryRow other) =>
        one.End == other.End ? string.CompareOrdinal(one.Version, other.Version) > 0 : one.End > other.End;

    private static bool SameSignal(HistoryRow first, HistoryRow second) =>
        (first.Service, first.Environment, first.Signal, first.Kind, first.Unit)
        == (second.Service, second.Environment, second.Signal, second.Kind, second.Unit);

    private static double Extreme(
        HistoryRow first, HistoryRow second, Func<HistoryRow, double> member, Func<double, double, double> choose) =>
        (first.Count, second.Count) switch
        {
            (0, 0) => 0,
            (0, _) => member(second),
            (_, 0) => member(first),
            _ => choose(member(first), member(second)),
        };

    private static (IReadOnlyList<double> Bounds, IReadOnlyList<double> Buckets) Buckets(
        HistoryRow first, HistoryRow second)
    {
        if (first.Buckets.Count == 0) return (second.Bounds, second.Buckets);
        if (second.Buckets.Count == 0) return (first.Bounds, first.Buckets);
        var bounds = first.Bounds.SequenceEqual(second.Bounds)
            ? first.Bounds
            : [.. first.Bounds.Where(bound => second.Bounds.Contains(bound))];
        var sum = new double[bounds.Count + 1];
        Add(first, bounds, sum);
        Add(second, bounds, sum);
        return (bounds, sum);
    }

    private static void Add(HistoryRow row, IReadOnlyList<double> bounds, double[] sum)
    {
        var target = 0;
        for (var i = 0; i < row.Buckets.Count; i++)
        {
            sum[target] += row.Buckets[i];
            if (target < bounds.Count && i < row.Bounds.Count && row.Bounds[i].Equals(bounds[target])) target++;
        }
    }
}
