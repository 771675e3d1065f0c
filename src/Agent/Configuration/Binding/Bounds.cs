using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Bellwether.Agent.Configuration.Scalars;

namespace Bellwether.Agent.Configuration.Binding;

/// <summary>The smallest and the largest value of an option, from its Range attribute.</summary>
internal sealed class Bounds
{
    private readonly RangeAttribute _range;
    private readonly IComparable _least;
    private readonly IComparable _most;

    public Bounds(RangeAttribute range, Type type)
    {
        _range = range;
        _least = Read(range.Minimum, type);
        _most = Read(range.Maximum, type);
    }

    public bool LeastIsExcluded => _range.MinimumIsExclusive;

    public bool MostIsExcluded => _range.MaximumIsExclusive;

    /// <summary>A double or a TimeSpan.</summary>
    public object Least => _least;

    /// <summary>A double or a TimeSpan.</summary>
    public object Most => _most;

    public string? Fault(object value, bool isBytes)
    {
        var number = value switch
        {
            TimeSpan duration => duration,
            Ratio ratio => ratio.Value,
            Quantity quantity => quantity.Value,
            Tolerance tolerance => tolerance.Value,
            _ => (IComparable)Convert.ToDouble(value, CultureInfo.InvariantCulture),
        };
        var (low, high) = (number.CompareTo(_least), number.CompareTo(_most));
        var inside = (LeastIsExcluded ? low > 0 : low >= 0) && (MostIsExcluded ? high < 0 : high <= 0);
        return inside ? null : $"must be {Words(value.GetType(), isBytes)}";
    }

    /// <summary><c>1s to 1h</c>, <c>more than 0% and at most 50%</c>.</summary>
    public string Words(Type type, bool isBytes)
    {
        var (least, most) = (Written(_least, type, isBytes), Written(_most, type, isBytes));
        if (_most is double.MaxValue or (double)int.MaxValue or (double)long.MaxValue)
            return LeastIsExcluded ? $"more than {least}" : $"{least} or more";
        return !LeastIsExcluded && !MostIsExcluded ? $"{least} to {most}"
            : $"{(LeastIsExcluded ? "more than" : "at least")} {least} and "
                + $"{(MostIsExcluded ? "less than" : "at most")} {most}";
    }

    private static IComparable Read(object bound, Type type) => type == typeof(TimeSpan)
        ? TimeSpan.Parse((string)bound, CultureInfo.InvariantCulture)
        : Convert.ToDouble(bound, CultureInfo.InvariantCulture);

    private static string Written(IComparable bound, Type type, bool isBytes) => bound switch
    {
        TimeSpan duration => Duration.Write(duration),
        double number when type == typeof(Ratio) || type == typeof(Tolerance) => new Ratio(number).ToString(),
        double number when isBytes => ByteSize.Write((long)number),
        double number => number.ToString(CultureInfo.InvariantCulture),
        _ => bound.ToString()!,
    };
}
