namespace Bellwether.Probes.Scrape.Exposition;

/// <summary>
/// The series of the page read last. Pages of one target hardly change between looks but for their numbers.
/// </summary>
/// <remarks>While a page has the series of the one before in the same order, a line costs one comparison and nothing is
/// written down.</remarks>
internal sealed class SeriesMemory(ExpositionFormat format, ExpositionLimits limits, SeriesPool pool)
{
    /// <summary>How far ahead a series is looked for that is not the next: some came or went.</summary>
    private const int Ahead = 64;

    private readonly SeriesScanner _scanner = new(format, limits);
    private List<Series> _last = [];
    private List<Series>? _current;
    private Dictionary<Series, int>? _places;
    private int _expected;
    private bool _wanders;

    public SeriesScanner Scanner => _scanner;

    public WordTable Words => pool.Words;

    public void BeginPage()
    {
        (_current, _expected, _wanders) = (null, 0, false);
    }

    /// <summary>The series that the line at the cursor begins with; the cursor goes behind it.</summary>
    public Series Take(ref ByteCursor cursor)
    {
        var series = Expected(ref cursor);
        if (series is null)
        {
            // From here on the page is another than the last one.
            _current ??= _last[.._expected];
            series = Read(ref cursor);
        }

        _current?.Add(series);
        return series;
    }

    /// <summary>The page was read whole: its series are what the next page is expected to have.</summary>
    public void EndPage()
    {
        if (_current is null && _expected == _last.Count)
        {
            _places = null;
            return;
        }

        var current = _current ?? _last[.._expected];
        current.TrimExcess();
        pool.Exchange(_last, current);
        (_last, _current) = (current, null);
        _places = _wanders ? PlacesOf(_last) : null;
    }

    /// <summary>The page was given up: what it brought is kept only while it is little.</summary>
    public void AbandonPage()
    {
        _current = null;
        pool.Tidy();
    }

    /// <summary>There will be no other page.</summary>
    public void Leave()
    {
        pool.Exchange(_last, []);
        (_last, _current, _places) = ([], null, null);
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
        var series = pool.Of(ref cursor, _scanner.Shape);
        if (series.Pages > 0)
            Follow(series);
        return series;
    }

    /// <summary>Goes on behind the place that the series had in the last page.</summary>
    private void Follow(Series series)
    {
        for (var i = _expected; i < _last.Count && i < _expected + Ahead; i++)
            if (ReferenceEquals(_last[i], series))
            {
                _expected = i + 1;
                return;
            }

        // Some libraries write their families in another order each time.
        _wanders = true;
        if (_places is not null && _places.TryGetValue(series, out var place))
            _expected = place + 1;
    }

    private static Dictionary<Series, int> PlacesOf(List<Series> page)
    {
        var places = new Dictionary<Series, int>(page.Count, ReferenceEqualityComparer.Instance);
        for (var i = 0; i < page.Count; i++)
            places[page[i]] = i;
        return places;
    }
}
