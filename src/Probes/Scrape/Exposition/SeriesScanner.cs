namespace Bellwether.Probes.Scrape.Exposition;

/// <summary>Reads the metric part of a line, <c>name{label="value"}</c>, up to the blank before the number.</summary>
/// <remarks>
/// Lax is what Prometheus takes in text 0.0.4: blanks anywhere, commas that are missing or left over at the end,
/// line feeds in a value. Strict is the grammar of OpenMetrics 1.0. Both take names in quotes, as Prometheus does since
/// version 3: <c>{"a name of any letters", "a label"="value"}</c>. Such names are read as they are meant; they are
/// never asked for.
/// </remarks>
internal sealed class SeriesScanner(ExpositionFormat format, ExpositionLimits limits)
{
    private readonly bool _lax = format == ExpositionFormat.Text;
    private bool _alone;

    public SeriesShape Shape { get; } = new();

    public void Scan(ref ByteCursor cursor)
    {
        _alone = false;
        Shape.Begin(cursor.At);
        if (cursor.Current != '{')
            Shape.SetName(TakeName(ref cursor, colons: true, "a metric name"));
        Shape.Finish(cursor.At);
        if (_lax)
            cursor.SkipBlanks();
        if (cursor.Current == '{')
        {
            cursor.At++;
            ScanLabels(ref cursor);
            Shape.Finish(cursor.At);
        }

        cursor.At = Shape.End;
        if (!Shape.HasName)
            throw cursor.Fault("the braces hold no metric name");
    }

    /// <summary>Labels that belong to no name, as an exemplar's do. The cursor is at the opening brace.</summary>
    public void ScanLabelsAlone(ref ByteCursor cursor)
    {
        _alone = true;
        Shape.Begin(cursor.At);
        if (cursor.Current != '{')
            throw cursor.Fault($"expected labels, found {cursor.Shown}");
        cursor.At++;
        ScanLabels(ref cursor);
    }

    /// <summary>A bare name. Metric names may hold colons, label names may not.</summary>
    public Range TakeName(ref ByteCursor cursor, bool colons, string what)
    {
        var start = cursor.At;
        if (!(IsLetter(cursor.Current) || (colons && cursor.Current == ':')))
            throw cursor.Fault($"expected {what}, found {cursor.Shown}");
        while (IsLetter(cursor.Current) || IsDigit(cursor.Current) || (colons && cursor.Current == ':'))
            cursor.At++;
        CheckName(ref cursor, cursor.At - start);
        return start..cursor.At;
    }

    private void ScanLabels(ref ByteCursor cursor)
    {
        Blanks(ref cursor);
        while (cursor.Current != '}')
        {
            ScanLabel(ref cursor);
            Blanks(ref cursor);
            if (cursor.Current == ',')
            {
                cursor.At++;
                Blanks(ref cursor);
                if (!_lax && cursor.Current == '}')
                    throw cursor.Fault("a comma after the last label");
            }
            else if (!_lax && cursor.Current != '}')
            {
                throw cursor.Fault($"expected \",\" or \"}}\" after a label, found {cursor.Shown}");
            }
        }

        cursor.At++;
    }

    private void ScanLabel(ref ByteCursor cursor)
    {
        var quoted = cursor.Current == '"';
        var name = quoted ? TakeQuotedName(ref cursor) : TakeName(ref cursor, colons: false, "a label name");
        Blanks(ref cursor);
        if (quoted && !_alone && cursor.Current is (byte)',' or (byte)'}')
        {
            if (Shape.HasName)
                throw cursor.Fault("a second metric name");
            Shape.SetName(name);
            return;
        }

        if (cursor.Current != '=')
            throw cursor.Fault($"expected \"=\" after a label name, found {cursor.Shown}");
        cursor.At++;
        Blanks(ref cursor);
        var value = TakeQuoted(ref cursor, "a label value");
        if (TakesPlace(ref cursor, name, value))
            Shape.Add(new(name, value));
    }

    /// <summary>A name in quotes, without them; the cursor is at the first.</summary>
    public Range TakeQuotedName(ref ByteCursor cursor)
    {
        var name = TakeQuoted(ref cursor, "a name");
        if (name.Start.Equals(name.End))
            throw cursor.Fault("a name in quotes has no letters");
        CheckName(ref cursor, name.End.Value - name.Start.Value);
        return name;
    }

    private Range TakeQuoted(ref ByteCursor cursor, string what)
    {
        if (cursor.Current != '"')
            throw cursor.Fault($"expected {what} in double quotes, found {cursor.Shown}");
        cursor.At++;
        var start = cursor.At;
        while (true)
        {
            var next = cursor.AtEnd ? -1 : cursor.Rest.IndexOfAny((byte)'"', (byte)'\\', (byte)'\n');
            if (next < 0)
                throw cursor.Fault($"{what} has no closing quote");
            cursor.At += next;
            if (cursor.Current == '"')
                break;
            if (cursor.Current == '\n' && !_lax)
                throw cursor.Fault($"{what} has no closing quote");
            var skipped = cursor.Current == '\\' ? 2 : 1;
            if (skipped == 2 && cursor.Rest is [_, (byte)'\n', ..])
                throw cursor.Fault($"{what} has no closing quote");
            cursor.At += Math.Min(skipped, cursor.Rest.Length);
        }

        cursor.At++;
        return start..(cursor.At - 1);
    }

    private void CheckName(ref ByteCursor cursor, int length)
    {
        if (length > limits.NameBytes)
            throw cursor.Fault("name-too-long", $"a name has {length} bytes, more than {limits.NameBytes}");
    }

    /// <summary>False where the sample has the label already. To Prometheus a label without a value is none, and takes
    /// another of its name with it.</summary>
    private bool TakesPlace(ref ByteCursor cursor, Range name, Range value)
    {
        var length = value.End.Value - value.Start.Value;
        if (length > limits.ValueBytes)
            throw cursor.Fault("value-too-long", $"a label value has {length} bytes, more than {limits.ValueBytes}");
        if (Shape.Labels.Count >= limits.Labels)
            throw cursor.Fault("too-many-labels", $"a sample has more than {limits.Labels} labels");
        var bytes = Bytes(ref cursor, name);
        if (bytes.SequenceEqual("__name__"u8))
            throw cursor.Fault("the label \"__name__\" is the name of the metric itself");
        for (var i = 0; i < Shape.Labels.Count; i++)
        {
            if (!Bytes(ref cursor, Shape.Labels[i].Name).SequenceEqual(bytes))
                continue;
            var isEmpty = Shape.Labels[i].Value.Start.Equals(Shape.Labels[i].Value.End);
            if (!_lax || (!isEmpty && length > 0))
                throw cursor.Fault($"the label {ByteCursor.Show(bytes)} is there twice");
            if (!isEmpty)
                Shape.Replace(i, new(name, value));
            return false;
        }

        return true;
    }

    private static ReadOnlySpan<byte> Bytes(ref ByteCursor cursor, Range range) =>
        cursor.Slice(range.Start.Value, range.End.Value - range.Start.Value);

    private void Blanks(ref ByteCursor cursor)
    {
        if (_lax)
            cursor.SkipBlanks();
    }

    private static bool IsLetter(byte b) =>
        b is (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or (byte)'_';

    private static bool IsDigit(byte b) => b is >= (byte)'0' and <= (byte)'9';
}
