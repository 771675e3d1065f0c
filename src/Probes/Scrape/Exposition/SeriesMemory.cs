namespace Bellwether.Probes.Scrape.Exposition;

/// <summary>
/// The series of the page read last. Pages of one target hardly change between looks but for their numbers.
/// </summary>
/// <remarks>Holds the series of the last page and at most as many again; what a page no longer has is forgotten.
/// </remarks>
internal sealed class SeriesMemory(ExpositionFormat format, ExpositionLimits limits)
{
    private readonly SeriesScanner _scanner = new(format, limits);
    private readonly WordTable _words = new();
    private readonly Dictionary<byte[], Series> _known = new(Utf8Key.Instance);
    private List<Series> _last = [];
    private List<Series> _current = [];
    private int _expected;

    public SeriesScanner Scanner => _scanner;

    public WordTable Words => _words;

    /// <summary>Series kept.</summary>
    public int Count => _known.Count;

    public void BeginPage()
    {
        _current.Clear();
        _expected = 0;
    }

    /// <summary>The series that the line at the cursor begins with; the cursor goes behind it.</summary>
    public Series Take(ref ByteCursor cursor)
    {
        var series = Expected(ref cursor) ?? Read(ref cursor);
        _current.Add(series);
        return series;
    }

    /// <summary>The page was read whole: its series are what the next page is expected to have.</summary>
    public void EndPage()
    {
        foreach (var series in _last)
            series.Place = -1;
        for (var i = 0; i < _current.Count; i++)
            _current[i].Place = i;
        (_last, _current) = (_current, _last);
        if (_known.Count > 2 * _last.Count)
            Forget();
    }

    /// <summary>The page was given up: what it brought is kept only while it is little.</summary>
    public void AbandonPage()
    {
        if (_known.Count > 2 * _last.Count)
            Forget();
    }

    private void Forget()
    {
        foreach (var (text, series) in _known)
            if (series.Place < 0)
                _known.Remove(text);
    }

    private Series? Expected(ref ByteCursor cursor)
    {
        if (_expected >= _last.Count)
            return null;
        var series = _last[_expected];
        var rest = cursor.Rest;
        if (!rest.StartsWith(series.Text) || !EndsThere(rest[series.Text.Length..], series.Text[^1] == '}'))
            return null;
        _expected++;
        cursor.At += series.Text.Length;
        return series;
    }

    // A name alone may still be followed by blanks and a brace; then it is another series, and is read from its
    // letters.
    private static bool EndsThere(ReadOnlySpan<byte> after, bool hasBraces) =>
        after is [(byte)' ', var next, ..] && (hasBraces || next is not ((byte)'{' or (byte)' ' or (byte)'\t'));

    private Series Read(ref ByteCursor cursor)
    {
        _scanner.Scan(ref cursor);
        var shape = _scanner.Shape;
        var text = cursor.Slice(shape.Start, shape.End - shape.Start);
        var lookup = _known.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (!lookup.TryGetValue(text, out var series))
        {
            series = Make(ref cursor, text);
            _known.Add(series.Text, series);
        }

        if (series.Place >= 0)
            _expected = series.Place + 1;
        return series;
    }

    private Series Make(ref ByteCursor cursor, ReadOnlySpan<byte> text)
    {
        if (!cursor.IsUtf8 && !System.Text.Unicode.Utf8.IsValid(text))
            throw cursor.Fault("a label is not valid UTF-8");
        var shape = _scanner.Shape;
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
        _words.OfQuoted(cursor.Slice(range.Start.Value, range.End.Value - range.Start.Value));
}
