using System.Text;
using Bellwether.Probes.Otlp;

namespace Bellwether.Probes.Statsd;

/// <summary>Everything that was sent, by name and tags. Used under the window's lock.</summary>
internal sealed class StatsdBook
{
    /// <summary>By type, name and tags as they were sent, so that a line that was seen before costs one
    /// look-up.</summary>
    private readonly Dictionary<string, StatsdSeries> _series = new(StringComparer.Ordinal);

    private readonly Dictionary<string, StatsdKind> _kinds = new(StringComparer.Ordinal);

    private int _size;
    private int _different;
    private DateTimeOffset _roomMadeAt;

    public int Taken { get; private set; }

    /// <summary>Lines that are none.</summary>
    public int Malformed { get; private set; }

    /// <summary>Lines that there was no room for.</summary>
    public int Dropped { get; private set; }

    /// <summary>Takes a datagram: one line or several.</summary>
    /// <param name="datagram">The bytes.</param>
    /// <param name="prefix">What names of this service begin with; others are passed over. Empty for all.</param>
    /// <param name="most">Most readings.</param>
    /// <param name="at">When it came.</param>
    public void Take(ReadOnlySpan<byte> datagram, ReadOnlySpan<byte> prefix, int most, DateTimeOffset at)
    {
        foreach (var range in datagram.Split((byte)'\n'))
        {
            var text = datagram[range].TrimEnd((byte)'\r');
            // Events and service checks of DogStatsD are no metrics.
            if (text.IsEmpty || text.StartsWith("_e{"u8) || text.StartsWith("_sc|"u8)) continue;
            if (!StatsdLine.TryRead(text, out var line)) Malformed++;
            else if (line.Name.StartsWith(prefix)) Take(line, line.Name[prefix.Length..], most, at);
        }
    }

    /// <summary>The page; levels that were not sent since an instant are left out.</summary>
    public List<Reading> Page(DateTimeOffset since)
    {
        List<Reading> page = new(_size);
        foreach (var series in _series.Values)
            if (!series.IsLevel || series.SentAt >= since)
                series.Tell(page);
        // A set is of the time since the last look, told or not.
        foreach (var series in _series.Values) series.BeginSet();
        _different = 0;
        return page;
    }

    private void Take(in StatsdLine line, ReadOnlySpan<byte> name, int most, DateTimeOffset at)
    {
        var key = KeyOf(line, name);
        if (!_series.TryGetValue(key, out var series))
        {
            if (NameOf(line.Kind, name) is not { } page || line.Labels() is not { } labels)
            {
                Malformed++;
                return;
            }

            series = new(line.Kind, page, labels);
            if (!Fits(series, most)) MakeRoom(at);
            if (!Fits(series, most))
            {
                Dropped++;
                return;
            }

            _kinds[page] = line.Kind;
            _size += series.Size;
            _series[key] = series;
        }

        var worst = StatsdFate.Taken;
        foreach (var range in line.Values.Split((byte)':'))
        {
            var before = series.Different;
            var fate = series.Take(line.Values[range], line.Weight, StatsdLimits.AllSets - _different);
            _different += series.Different - before;
            if (fate > worst) worst = fate;
        }

        series.SentAt = at;
        if (worst is StatsdFate.Taken) Taken++;
        else if (worst is StatsdFate.NoRoom) Dropped++;
        else Malformed++;
    }

    /// <summary>Whether there is room for it, and its name is of no other type.</summary>
    private bool Fits(StatsdSeries series, int most) =>
        _size + series.Size <= most && _kinds.GetValueOrDefault(series.Name, series.Kind) == series.Kind;

    /// <summary>Forgets what was not sent for long.</summary>
    private void MakeRoom(DateTimeOffset at)
    {
        if ((at - _roomMadeAt).Duration() < StatsdLimits.RoomEvery) return;
        _roomMadeAt = at;
        foreach (var (key, series) in _series)
            if (at - series.SentAt > StatsdLimits.Idle)
                _series.Remove(key);
        _kinds.Clear();
        foreach (var series in _series.Values) _kinds[series.Name] = series.Kind;
        (_size, _different) = (_series.Values.Sum(one => one.Size), _series.Values.Sum(one => one.Different));
    }

    /// <summary>The name that a page would have: counters end in _total, timers in _seconds; null where there is
    /// no letter in it.</summary>
    private static string? NameOf(StatsdKind kind, ReadOnlySpan<byte> sent)
    {
        var metric = new OtlpMetric
        {
            Name = Encoding.UTF8.GetString(sent),
            Kind = kind is StatsdKind.Counter ? OtlpKind.Sum : OtlpKind.Histogram,
            IsMonotonic = kind is StatsdKind.Counter,
            Unit = kind is StatsdKind.Timer ? "s" : "",
        };
        var name = PageNames.OfMetric(metric).Name;
        return name.Length == 0 || name is "_total" or "_seconds" ? null : name;
    }

    private static string KeyOf(in StatsdLine line, ReadOnlySpan<byte> name) =>
        $"{(char)('0' + (int)line.Kind)}{Encoding.Latin1.GetString(name)}\n{Encoding.Latin1.GetString(line.Tags)}";
}
