using Bellwether.Agent.Storage.History;
using Bellwether.Contracts.Signals;
using FsCheck;
using FsCheck.Fluent;

namespace Bellwether.Agent.Tests.Storage.History;

/// <summary>Rows for tests, and a generator of odd ones.</summary>
internal static class HistoryRows
{
    public static DateTimeOffset Start { get; } = new(2026, 1, 2, 0, 0, 0, TimeSpan.Zero);

    public static HistoryRow Gauge(int second, double value, string instance = "a") =>
        Row(second, SignalKind.Gauge) with
        {
            Instance = instance,
            Sum = value,
            Count = 1,
            Min = value,
            Max = value,
        };

    public static HistoryRow Latency(int second, params double[] buckets) => Row(second, SignalKind.Latency) with
    {
        Bounds = [0.1, 0.25, 1],
        Buckets = buckets,
        Count = buckets.Sum(),
        Sum = 0.125,
    };

    public static HistoryRow Row(int second, SignalKind kind) => new()
    {
        Service = "shop",
        Environment = "test",
        Signal = "app.x",
        Kind = kind,
        Unit = "seconds",
        Instance = "a",
        At = Start.AddSeconds(second),
        Width = TimeSpan.FromSeconds(1),
    };

    /// <summary>Any numbers at all: infinities, NaN, -0.0, whole ones and fractions; often 0.</summary>
    public static Arbitrary<HistoryRow> Any { get; } = (
        from numbers in Number.ArrayOf(6)
        from looks in Gen.Choose(0, 300).ArrayOf(5)
        from buckets in Gen.OneOf(Gen.Constant(Array.Empty<double>()), Number.ArrayOf(4))
        from second in Gen.Choose(0, 100)
        select Row(second, SignalKind.Latency) with
        {
            Sum = numbers[0],
            Count = numbers[1],
            Min = numbers[2],
            Max = numbers[3],
            Bad = numbers[4],
            Total = numbers[5],
            Good = looks[0],
            BadLooks = looks[1],
            Refused = looks[2],
            MissingLooks = looks[3],
            Restarts = looks[4],
            Bounds = buckets.Length == 0 ? [] : [0.1, 0.25, 1],
            Buckets = buckets,
        }).ToArbitrary();

    private static Gen<double> Number => Gen.Frequency(
        (3, Gen.Constant(0.0)),
        (3, Gen.Choose(0, 1_000_000).Select(n => (double)n)),
        (2, ArbMap.Default.GeneratorFor<double>()),
        (1, Gen.Elements(-0.0, double.NaN, double.PositiveInfinity, Math.Pow(2, 52), Math.Pow(2, 52) - 1)));

    /// <summary>Everything a row says, bit by bit, as text that can be compared.</summary>
    public static string Everything(HistoryRow row)
    {
        double[] numbers = [row.Sum, row.Count, row.Min, row.Max, row.Bad, row.Total, .. row.Bounds, .. row.Buckets];
        var bits = string.Join(' ', numbers.Select(n => $"{BitConverter.DoubleToInt64Bits(n):x}"));
        return $"{row.Service} {row.Environment} {row.Signal} {row.Kind} {row.Unit} {row.Instance} {row.Control} "
            + $"{row.At:O} {row.Width} {row.Version} {row.Bounds.Count} {row.Good} {row.BadLooks} {row.Refused} "
            + $"{row.MissingLooks} {row.Restarts} {bits}";
    }
}
