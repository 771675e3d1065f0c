using System.Globalization;
using System.Text.Unicode;

namespace Bellwether.Probes.Scrape.Exposition;

/// <summary>Reads a page of text 0.0.4 as laxly as Prometheus does: metadata may be absent, late or repeated.</summary>
/// <remarks>Where Prometheus stops at a type of OpenMetrics (<c>info</c>, <c>stateset</c>), this goes on; where it
/// takes a zero byte for the end of the page, and half a page for a whole one, this refuses it.</remarks>
internal sealed class TextPageReader(PageParts parts)
{
    private readonly Dictionary<string, Declaration> _declared = new(StringComparer.Ordinal);
    private Declaration? _current;

    public void Read(ref ByteCursor cursor)
    {
        _declared.Clear();
        _current = null;
        while (!cursor.AtEnd)
        {
            var start = cursor.At;
            cursor.SkipBlanks();
            if (cursor.AtLineEnd)
                cursor.EndLine(within: 0);
            else if (cursor.Current == '#')
                ReadComment(ref cursor);
            else if (cursor.At > start)
                throw cursor.Fault($"blanks before the metric name, at {cursor.Shown}");
            else
                ReadSample(ref cursor);
        }

        // Families that nothing was counted in yet are on the page as well.
        foreach (var declaration in _declared.Values)
            if (declaration.Family is null)
                Settle(ref cursor, declaration);
    }

    private void ReadComment(ref ByteCursor cursor)
    {
        cursor.At++;
        if (cursor.Current is (byte)' ' or (byte)'\t')
        {
            cursor.SkipBlanks();
            var word = cursor.TakeWord();
            if (!cursor.AtLineEnd)
                ReadMetadata(ref cursor, word);
        }

        _ = cursor.TakeLine();
        cursor.EndLine(within: 0);
    }

    private void ReadMetadata(ref ByteCursor cursor, ReadOnlySpan<byte> word)
    {
        cursor.SkipBlanks();
        if (word.SequenceEqual("TYPE"u8))
            ReadType(ref cursor);
        else if (word.SequenceEqual("HELP"u8))
            ReadHelp(ref cursor);
        else if (word.SequenceEqual("UNIT"u8))
            ReadUnit(ref cursor);
    }

    private void ReadHelp(ref ByteCursor cursor)
    {
        Declare(parts.TakeName(ref cursor));
        var text = cursor.TakeLine();
        if (!cursor.IsUtf8 && !Utf8.IsValid(text))
            throw cursor.Fault("the help text is not valid UTF-8");
    }

    private void ReadType(ref ByteCursor cursor)
    {
        var declaration = Declare(parts.TakeName(ref cursor));
        if (!cursor.AtLineEnd)
            cursor.At++;   // one blank: with two, or one at the end, it is not the word any more
        var word = cursor.TakeLine();
        if (MetricTypeWords.Find(word) is not { } type)
            throw cursor.Fault($"{ByteCursor.Show(word)} is not a type of metric");
        if (declaration.Type != type)
            declaration.Family = null;
        declaration.Type = type;
    }

    // Text 0.0.4 knows no units: to Prometheus the line is a comment. Some libraries write it all the same, and it is
    // welcome.
    private void ReadUnit(ref ByteCursor cursor)
    {
        var name = cursor.TakeWord();
        cursor.SkipBlanks();
        var unit = cursor.TakeWord();
        if (unit.IsEmpty || name.IsEmpty || unit.Length > parts.Limits.NameBytes || !Utf8.IsValid(unit))
            return;
        if (!_declared.TryGetValue(parts.Memory.Words.Of(name), out var declaration) || declaration.Unit is not null)
            return;
        declaration.Unit = parts.Memory.Words.Of(unit).ToLowerInvariant();
        declaration.Family = null;
    }

    private void ReadSample(ref ByteCursor cursor)
    {
        var series = parts.TakeSeries(ref cursor);
        cursor.SkipBlanks();
        var value = PageParts.TakeValue(ref cursor);
        cursor.SkipBlanks();
        if (!cursor.AtLineEnd)
            TakeTimestamp(ref cursor);
        parts.Readings.Add(new(series.Name, value, FamilyOf(ref cursor, series), series.Labels));
        cursor.EndLine(series.Lines);
    }

    private static void TakeTimestamp(ref ByteCursor cursor)
    {
        var word = cursor.TakeWord();
        if (!long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out _) || word.Contains((byte)0))
            throw cursor.Fault($"{ByteCursor.Show(word)} is not a timestamp in milliseconds");
        cursor.SkipBlanks();
        if (!cursor.AtLineEnd)
            throw cursor.Fault($"expected the end of the line after the timestamp, found {cursor.Shown}");
    }

    private MetricFamily FamilyOf(ref ByteCursor cursor, Series series)
    {
        if (_current is not null && IsIn(ref cursor, series, _current))
            return _current.Family!;
        if (_declared.TryGetValue(series.Name, out var declared) && IsIn(ref cursor, series, declared))
            return declared.Family!;
        if (FamilyRules.WithoutSuffix(series.Name) is { } shorter
            && _declared.TryGetValue(shorter, out declared) && IsIn(ref cursor, series, declared))
            return declared.Family!;
        _current = Declare(series.Name);
        _ = IsIn(ref cursor, series, _current);
        return _current.Family!;
    }

    private bool IsIn(ref ByteCursor cursor, Series series, Declaration declaration)
    {
        var family = declaration.Family ?? Settle(ref cursor, declaration);
        if (ReferenceEquals(series.Membership?.Family, family))
            return true;
        if (FamilyRules.RoleOf(series.Name, family, ExpositionFormat.Text) is not { } role)
            return false;
        series.Membership = new(family, role, series.Labels, double.NaN);
        return true;
    }

    private Declaration Declare(string name)
    {
        if (!_declared.TryGetValue(name, out var declaration))
            _declared.Add(name, declaration = new(name));
        return _current = declaration;
    }

    private MetricFamily Settle(ref ByteCursor cursor, Declaration declaration)
    {
        var family = parts.Table.Of(declaration.Name, declaration.Type ?? MetricType.Unknown, declaration.Unit);
        declaration.Family = family;
        parts.Add(ref cursor, family);
        return family;
    }
}
