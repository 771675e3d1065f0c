namespace Bellwether.Probes.Scrape.Exposition;

/// <summary>The series of the pages that are read with it, one object for the same line: the instances of a service
/// write the same lines, and fifty of them must not be kept fifty times.</summary>
/// <remarks>Safe for concurrent use. A page that did not change since its last look asks nothing here. What no page has
/// any more is forgotten when it is as much as what pages have.</remarks>
internal sealed class SeriesPool(ExpositionLimits limits)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<byte[], Series> _known = new(Utf8Key.Instance);
    private int _used;

    public WordTable Words { get; } = new();

    public FamilyTable Families { get; } = new(limits);

    /// <summary>Series kept.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _known.Count;
        }
    }

    /// <summary>The series of a line that was just scanned.</summary>
    public Series Of(ref ByteCursor cursor, SeriesShape shape)
    {
        var text = cursor.Slice(shape.Start, shape.End - shape.Start);
        lock (_gate)
        {
            var lookup = _known.GetAlternateLookup<ReadOnlySpan<byte>>();
            if (lookup.TryGetValue(text, out var series))
                return series;
            series = Make(ref cursor, shape, text);
            _known.Add(series.Text, series);
            return series;
        }
    }

    /// <summary>A page has other series than it had before.</summary>
    public void Exchange(IReadOnlyList<Series> gone, IReadOnlyList<Series> come)
    {
        lock (_gate)
        {
            for (var i = 0; i < come.Count; i++)
                if (come[i].Pages++ == 0)
                    _used++;
            for (var i = 0; i < gone.Count; i++)
                if (--gone[i].Pages == 0)
                    _used--;
        }

        Tidy();
    }

    /// <summary>Forgets what no page has, once it is much.</summary>
    public void Tidy()
    {
        lock (_gate)
        {
            if (_known.Count <= 2 * _used)
                return;
            foreach (var (text, series) in _known)
                if (series.Pages == 0)
                    _known.Remove(text);
            _known.TrimExcess();
        }
    }

    private Series Make(ref ByteCursor cursor, SeriesShape shape, ReadOnlySpan<byte> text)
    {
        if (!cursor.IsUtf8 && !System.Text.Unicode.Utf8.IsValid(text))
            throw cursor.Fault("a label is not valid UTF-8");
        var labels = new KeyValuePair<string, string>[shape.Labels.Count];
        for (var i = 0; i < labels.Length; i++)
            labels[i] = new(Word(ref cursor, shape.Labels[i].Name), Word(ref cursor, shape.Labels[i].Value));
        return new()
        {
            Text = text.ToArray(),
            Name = Word(ref cursor, shape.Name),
            Labels = labels.Length == 0 ? LabelSet.Empty : new(labels),
            Lines = text.Count((byte)'\n'),
        };
    }

    private string Word(ref ByteCursor cursor, Range range) =>
        Words.OfQuoted(cursor.Slice(range.Start.Value, range.End.Value - range.Start.Value));
}
