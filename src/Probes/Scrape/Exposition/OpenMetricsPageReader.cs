namespace Bellwether.Probes.Scrape.Exposition;

/// <summary>
/// Reads a page of OpenMetrics 1.0 strictly: one space between words, no blank line, <c># EOF</c> at the end.
/// </summary>
/// <remarks>Exemplars and timestamps are checked and left behind.</remarks>
internal sealed class OpenMetricsPageReader(PageParts parts)
{
    private readonly HashSet<string> _claimed = new(StringComparer.Ordinal);
    private OpenMetricsFamily? _current;

    public void Read(ref ByteCursor cursor)
    {
        if (!cursor.IsUtf8)
            throw cursor.Fault("the page is not valid UTF-8");
        _claimed.Clear();
        _current = null;
        while (!ReadLine(ref cursor))
        {
        }

        Close(ref cursor);
    }

    /// <summary>True for the last line.</summary>
    private bool ReadLine(ref ByteCursor cursor)
    {
        if (cursor.AtEnd)
            throw cursor.Fault("the page ends without \"# EOF\"");
        if (cursor.AtLineEnd)
            throw cursor.Fault("a blank line");
        var within = 0;
        if (cursor.Current == '#')
        {
            if (ReadHashLine(ref cursor))
                return true;
        }
        else
        {
            within = ReadSample(ref cursor);
        }

        if (cursor.AtEnd)
            throw cursor.Fault("the page ends in the middle of a line");
        if (!cursor.AtLineEnd)
            throw cursor.Fault($"expected the end of the line, found {cursor.Shown}");
        cursor.EndLine(within);
        return false;
    }

    private bool ReadHashLine(ref ByteCursor cursor)
    {
        var line = cursor.Rest;
        if (line.SequenceEqual("# EOF"u8) || line.SequenceEqual("# EOF\n"u8))
            return true;
        if (line.StartsWith("# EOF\n"u8))
            throw cursor.Fault("there is more after \"# EOF\"");
        var word = line.StartsWith("# TYPE "u8) ? 'T' : line.StartsWith("# HELP "u8) ? 'H'
            : line.StartsWith("# UNIT "u8) ? 'U' : ' ';
        if (word == ' ')
            throw cursor.Fault($"{cursor.Shown} is neither TYPE, HELP, UNIT nor EOF");
        cursor.At += "# TYPE ".Length;
        var family = Declare(ref cursor, parts.TakeName(ref cursor));
        if (cursor.Current != ' ')
            throw cursor.Fault("expected one space and a text after the metric name");
        cursor.At++;
        var text = cursor.TakeLine();
        if (word == 'T')
            family.SetType(ref cursor, text);
        else if (word == 'U')
            family.SetUnit(ref cursor, TakeUnit(ref cursor, text));
        else
            family.SetHelp(ref cursor);
        return false;
    }

    /// <summary>The end of the name, so that it is no longer than one: what is wrong is kept and told too.</summary>
    private string TakeUnit(ref ByteCursor cursor, ReadOnlySpan<byte> text)
    {
        if (text.Length > parts.Limits.NameBytes)
            throw cursor.Fault(
                "name-too-long", $"a unit has {text.Length} bytes, more than {parts.Limits.NameBytes}");
        return parts.Memory.Words.Of(text);
    }

    private OpenMetricsFamily Declare(ref ByteCursor cursor, string name)
    {
        if (_current?.Name == name)
        {
            if (_current.HasSamples)
                throw cursor.Fault($"a line about {name} after its first sample");
            return _current;
        }

        Close(ref cursor);
        return _current = new(name);
    }

    private int ReadSample(ref ByteCursor cursor)
    {
        var series = parts.TakeSeries(ref cursor);
        var membership = Join(ref cursor, series);
        TakeSpace(ref cursor, "the value");
        var value = PageParts.TakeValue(ref cursor);
        double? timestamp = null;
        if (cursor.Current == ' ' && cursor.Rest is not [_, (byte)'#', ..])
            timestamp = TakeTimestamp(ref cursor);
        _current!.Take(ref cursor, membership, new(value, timestamp));
        if (cursor.Current == ' ')
            OpenMetricsExemplar.Read(ref cursor, parts.Memory.Scanner, membership);
        parts.Readings.Add(new(series.Name, value, membership.Family, series.Labels));
        return series.Lines;
    }

    private Membership Join(ref ByteCursor cursor, Series series)
    {
        if (_current is not null && TryJoin(ref cursor, series, _current) is { } membership)
            return membership;
        Close(ref cursor);
        _current = new(series.Name);
        return TryJoin(ref cursor, series, _current)!;
    }

    private Membership? TryJoin(ref ByteCursor cursor, Series series, OpenMetricsFamily current)
    {
        var family = Settle(ref cursor, current);
        // Read once: another page that has the series too may change it.
        if (series.Membership is { } known && ReferenceEquals(known.Family, family))
            return known;
        if (FamilyRules.RoleOf(series.Name, family, ExpositionFormat.OpenMetrics) is not { } role)
            return null;
        var membership = OpenMetricsLabels.Check(ref cursor, series, family, role);
        if (membership.Group.Equals(current.Group))
            membership = membership with { Group = current.Group };   // one object for all buckets of a histogram
        return series.Membership = membership;
    }

    private MetricFamily Settle(ref ByteCursor cursor, OpenMetricsFamily current)
    {
        if (current.Family is { } settled)
            return settled;
        current.Family = parts.Table.Of(current.Name, current.Type ?? MetricType.Unknown, current.Unit);
        parts.Add(ref cursor, current.Family);
        return current.Family;
    }

    private void Close(ref ByteCursor cursor)
    {
        if (_current is null)
            return;
        var family = Settle(ref cursor, _current);
        _current.Close(ref cursor);
        foreach (var name in parts.Table.ClaimsOf(family))
            if (!_claimed.Add(name))
                throw cursor.Fault($"two families lay claim to the name {name}, or one is in two places");
        _current = null;
    }

    private static double TakeTimestamp(ref ByteCursor cursor)
    {
        TakeSpace(ref cursor, "the timestamp");
        var word = cursor.TakeWord();
        if (!Number.TryParse(word, out var timestamp) || !double.IsFinite(timestamp))
            throw cursor.Fault($"{ByteCursor.Show(word)} is not a timestamp in seconds");
        return timestamp;
    }

    private static void TakeSpace(ref ByteCursor cursor, string before)
    {
        if (cursor.Current != ' ')
            throw cursor.Fault($"expected one space before {before}, found {cursor.Shown}");
        cursor.At++;
    }
}
