namespace Bellwether.Probes.Scrape.Exposition;

/// <summary>
/// What both readers of pages share: the memory of earlier pages, and what this page has given so far.
/// </summary>
internal sealed class PageParts(ExpositionFormat format, ExpositionLimits limits, SeriesPool pool)
{
    private int _lastCount;

    public ExpositionLimits Limits { get; } = limits;

    public SeriesMemory Memory { get; } = new(format, limits, pool);

    public FamilyTable Table => pool.Families;

    public List<MetricFamily> Families { get; private set; } = [];

    public List<Reading> Readings { get; private set; } = [];

    public void BeginPage()
    {
        Families = [];
        Readings = new(_lastCount);
        Memory.BeginPage();
    }

    public ExpositionPage EndPage()
    {
        Memory.EndPage();
        _lastCount = Readings.Count;
        return new(Families, Readings);
    }

    public void Add(ref ByteCursor cursor, MetricFamily family)
    {
        if (Families.Count >= Limits.Samples)
            throw cursor.Fault("too-many-families", $"the page has more than {Limits.Samples} families");
        Families.Add(family);
    }

    /// <summary>
    /// The series of the sample at the cursor, which goes behind it; a fault where the page has had its fill.
    /// </summary>
    public Series TakeSeries(ref ByteCursor cursor)
    {
        if (Readings.Count >= Limits.Samples)
            throw cursor.Fault("too-many-samples", $"the page has more than {Limits.Samples} samples");
        return Memory.Take(ref cursor);
    }

    /// <summary>A name of a metadata line, bare or in quotes; the cursor goes behind it.</summary>
    public string TakeName(ref ByteCursor cursor)
    {
        if (cursor.Current == '"')
            return TakeQuotedName(ref cursor);
        var name = Memory.Scanner.TakeName(ref cursor, colons: true, "a metric name");
        return Memory.Words.Of(cursor.Slice(name.Start.Value, name.End.Value - name.Start.Value));
    }

    private string TakeQuotedName(ref ByteCursor cursor)
    {
        var range = Memory.Scanner.TakeQuotedName(ref cursor);
        var name = cursor.Slice(range.Start.Value, range.End.Value - range.Start.Value);
        if (name.Contains((byte)'\n'))
            throw cursor.Fault("a name in quotes goes over the end of the line");
        if (!cursor.IsUtf8 && !System.Text.Unicode.Utf8.IsValid(name))
            throw cursor.Fault("a name is not valid UTF-8");
        return Memory.Words.OfQuoted(name);
    }

    public static double TakeValue(ref ByteCursor cursor)
    {
        var word = cursor.TakeWord();
        if (!Number.TryParse(word, out var value))
            throw cursor.Fault(word.IsEmpty ? "there is no value" : $"{ByteCursor.Show(word)} is not a number");
        return value;
    }
}
