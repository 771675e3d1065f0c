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
    private readonly string _name = name;
    private MetricFamily? _family;
    private LabelSet[] _bucketLabels = [];
    private double _value;

    public DateTimeOffset SentAt { get; set; }

    /// <summary>Readings that it makes; what limits count.</summary>
    public int Size => _bounds.Length == 0 ? 1 : _bounds.Length + 3;

    public bool IsLevel => kind is StatsdKind.Gauge or StatsdKind.Set;

    /// <summary>Takes one value; false where it is none.</summary>
    public bool Take(ReadOnlySpan<byte> text, double weight)
    {
        if (kind is StatsdKind.Set) return TakeDifferent(text);
        if (StatsdLine.Number(text) is not { } number) return false;
        switch (kind)
        {
            case StatsdKind.Counter when number < 0: return false;
            case StatsdKind.Counter: _value += number * weight; break;
            case StatsdKind.Gauge when text[0] is (byte)'+' or (byte)'-': _value += number; break;
            case StatsdKind.Gauge: _value = number; break;
            default: Count(kind is StatsdKind.Timer ? number / 1000 : number, weight); break;
        }

        return true;
    }

    /// <summary>Writes its readings; a set begins anew.</summary>
    public void Tell(List<Reading> page)
    {
        _family ??= new(_name, TypeOf(kind), kind is StatsdKind.Timer ? "seconds" : null);
        if (_bounds.Length == 0)
        {
            page.Add(new(_name, kind is StatsdKind.Set ? _different.Count : _value, _family, labels));
            _different.Clear();
            return;
        }

        if (_bucketLabels.Length == 0)
            _bucketLabels = [.. _bounds.Append(double.PositiveInfinity).Select(bound => new LabelSet(
                [.. labels, new("le", double.IsInfinity(bound)
                    ? "+Inf" : bound.ToString("R", CultureInfo.InvariantCulture))]))];
        double upTo = 0;
        for (var i = 0; i < _counts.Length; i++)
            page.Add(new($"{_name}_bucket", upTo += _counts[i], _family, _bucketLabels[i]));
        page.Add(new($"{_name}_sum", _value, _family, labels));
        page.Add(new($"{_name}_count", upTo, _family, labels));
    }

    private bool TakeDifferent(ReadOnlySpan<byte> text)
    {
        if (_different.Count >= StatsdLimits.SetSize) return false;
        // FNV-1a: only how many there are is told, so what they were need not be kept.
        var hash = 14_695_981_039_346_656_037UL;
        foreach (var one in text) hash = (hash ^ one) * 1_099_511_628_211UL;
        _different.Add(hash);
        return true;
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
