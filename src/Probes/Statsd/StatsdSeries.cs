using System.Globalization;

namespace Bellwether.Probes.Statsd;

/// <summary>What was sent under one name with the same tags, since the window was opened.</summary>
internal sealed class StatsdSeries(StatsdKind kind, string name, LabelSet labels)
{
    private readonly double[] _bounds = kind switch
    {
        StatsdKind.Timer => StatsdLimits.TimerBounds,
        StatsdKind.Distribution => StatsdLimits.OtherBounds,
        _ => [],
    };

    private readonly double[] _counts = new double[kind switch
    {
        StatsdKind.Timer => StatsdLimits.TimerBounds.Length + 1,
        StatsdKind.Distribution => StatsdLimits.OtherBounds.Length + 1,
        _ => 0,
    }];

    private readonly HashSet<ulong> _different = [];
    private MetricFamily? _family;
    private LabelSet[] _bucketLabels = [];
    private double _value;

    /// <summary>As a page would have it.</summary>
    public string Name => name;

    public StatsdKind Kind => kind;

    public DateTimeOffset SentAt { get; set; }

    /// <summary>Different values that are kept of a set; 0 for all else.</summary>
    public int Different => _different.Count;

    /// <summary>Readings that it makes; what limits count.</summary>
    public int Size => _bounds.Length == 0 ? 1 : _bounds.Length + 3;

    public bool IsLevel => kind is StatsdKind.Gauge or StatsdKind.Set;

    /// <summary>Takes one value.</summary>
    /// <param name="text">The value.</param>
    /// <param name="weight">One of how many it is.</param>
    /// <param name="room">Different values that all sets together may still take.</param>
    public StatsdFate Take(ReadOnlySpan<byte> text, double weight, int room)
    {
        if (kind is StatsdKind.Set) return TakeDifferent(text, room);
        if (StatsdLine.Number(text) is not { } number) return StatsdFate.Malformed;
        switch (kind)
        {
            case StatsdKind.Counter when number < 0: return StatsdFate.Malformed;
            case StatsdKind.Counter: _value += number * weight; break;
            case StatsdKind.Gauge when text[0] is (byte)'+' or (byte)'-': _value += number; break;
            case StatsdKind.Gauge: _value = number; break;
            default: Count(kind is StatsdKind.Timer ? number / 1000 : number, weight); break;
        }

        return StatsdFate.Taken;
    }

    /// <summary>A set is of the time from look to look; its memory is given back.</summary>
    public void BeginSet()
    {
        if (_different.Count == 0) return;
        _different.Clear();
        _different.TrimExcess();
    }

    /// <summary>Writes its readings.</summary>
    public void Tell(List<Reading> page)
    {
        _family ??= new(name, TypeOf(kind), kind is StatsdKind.Timer ? "seconds" : null);
        if (_bounds.Length == 0)
        {
            page.Add(new(name, kind is StatsdKind.Set ? _different.Count : _value, _family, labels));
            return;
        }

        if (_bucketLabels.Length == 0)
            _bucketLabels = [.. _bounds.Append(double.PositiveInfinity).Select(bound => new LabelSet(
                [.. labels, new("le", double.IsInfinity(bound)
                    ? "+Inf" : bound.ToString("R", CultureInfo.InvariantCulture))]))];
        double upTo = 0;
        for (var i = 0; i < _counts.Length; i++)
            page.Add(new($"{name}_bucket", upTo += _counts[i], _family, _bucketLabels[i]));
        page.Add(new($"{name}_sum", _value, _family, labels));
        page.Add(new($"{name}_count", upTo, _family, labels));
    }

    private StatsdFate TakeDifferent(ReadOnlySpan<byte> text, int room)
    {
        // FNV-1a: only how many there are is told, so what they were need not be kept.
        var hash = 14_695_981_039_346_656_037UL;
        foreach (var one in text) hash = (hash ^ one) * 1_099_511_628_211UL;
        if (_different.Contains(hash)) return StatsdFate.Taken;
        if (room <= 0 || _different.Count >= StatsdLimits.SetSize) return StatsdFate.NoRoom;
        _different.Add(hash);
        return StatsdFate.Taken;
    }

    private void Count(double number, double weight)
    {
        var at = Array.BinarySearch(_bounds, number);
        _counts[at < 0 ? ~at : at] += weight;
        _value += number * weight;
    }

    private static MetricType TypeOf(StatsdKind kind) => kind switch
    {
        StatsdKind.Counter => MetricType.Counter,
        StatsdKind.Gauge or StatsdKind.Set => MetricType.Gauge,
        _ => MetricType.Histogram,
    };
}
