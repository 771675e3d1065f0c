using System.Globalization;
using Bellwether.Contracts.Wire;

namespace Bellwether.Agent.Tables;

/// <summary>Reads <c>time,signal,signal,…</c>: a line an interval, oldest first.</summary>
internal sealed class CsvReader
{
    private const string TimeColumn = "time";

    /// <summary>Seconds of the year 2200: more is no count of seconds.</summary>
    private const double LatestSeconds = 7_258_118_400;

    private readonly string _source;
    private readonly TableLimits _limits;
    private readonly List<long> _times = [];
    private readonly List<int> _lines = [];
    private readonly List<double>[] _columns;
    private readonly string[] _names;
    private readonly int _time;
    private int _line;

    private CsvReader(string source, string[] names, TableLimits limits)
    {
        (_source, _names, _limits) = (source, names, limits);
        _time = Array.IndexOf(names, TimeColumn);
        if (_time < 0)
            throw new TableException($"{source}:1: there is no column '{TimeColumn}'; there are "
                + $"{string.Join(", ", names.Select(name => $"'{name}'"))}"
                + (names is [var only] && only.Contains(';', StringComparison.Ordinal)
                    ? ": columns are separated by commas" : $". Name it with --map NAME={TimeColumn}"));
        if (names.Length < 2) throw new TableException($"{source}:1: there is no column beside '{TimeColumn}'");
        if (names.Length - 1 > limits.MostColumns)
            throw new TableException(
                $"{source}:1: {names.Length - 1} columns are more than the {limits.MostColumns} that are taken in");
        if (names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new TableException($"{source}:1: two columns are called '{twice.Key}'");
        _columns = [.. names.Select(_ => new List<double>())];
    }

    /// <exception cref="TableException">It is no such table.</exception>
    public static RawTable Read(TextReader text, string source, SignalWishes wishes, TableLimits? limits = null)
    {
        limits ??= new();
        var first = ReadLine(text, source, 1, limits)
            ?? throw new TableException($"{source} is empty; its first line names the columns: time,signal,…");
        var names = CsvLine.Split(first) ?? throw new TableException($"{source}:1: a quote is not closed");
        foreach (var column in wishes.Names.Keys.Except(names))
            throw new TableException($"{source}:1: there is no column '{column}', which --map names; there are "
                + string.Join(", ", names.Select(name => $"'{name}'")));
        names = Array.ConvertAll(names, name => wishes.Names.GetValueOrDefault(name, name));
        var reader = new CsvReader(source, names, limits) { _line = 1 };
        while (ReadLine(text, source, reader._line + 1, limits) is { } line) reader.Take(line);
        return reader.Made();
    }

    private RawTable Made()
    {
        if (_times.Count == 0) throw new TableException($"{_source} has no line of numbers");
        return new()
        {
            Source = _source,
            Names = [.. _names.Where((_, i) => i != _time)],
            Times = [.. _times],
            Columns = [.. _columns.Where((_, i) => i != _time).Select(column => column.ToArray())],
            Lines = [.. _lines],
        };
    }

    private void Take(string line)
    {
        _line++;
        if (line.Trim().Length == 0) return;
        var fields = CsvLine.Split(line) ?? throw Fault("a quote is not closed");
        if (fields.Length != _names.Length)
            throw Fault($"{fields.Length} fields; the first line names {_names.Length} columns");
        if (_times.Count >= _limits.MostPoints || (_times.Count + 1L) * _names.Length > _limits.MostNumbers)
            throw Fault($"{_times.Count} lines of {_names.Length} columns are as much as is taken in; cut the file");
        _times.Add(TimeOf(fields[_time]));
        _lines.Add(_line);
        for (var i = 0; i < fields.Length; i++)
            if (i != _time)
                _columns[i].Add(_names[i] == RawTable.MaskColumn ? MaskOf(fields[i]) : NumberOf(fields[i], _names[i]));
    }

    private long TimeOf(string text)
    {
        if (UtcInstant.TryParse(text, out var instant)) return instant.UtcTicks;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds))
            throw Fault($"time '{text}' is not understood; write it as 2026-01-31T12:00:00Z or in seconds since 1970");
        if (!(seconds >= 0 && seconds < LatestSeconds))
            throw Fault($"time '{text}' lies out of all reach; it takes seconds since 1970, not milliseconds");
        // Milliseconds are as fine as the history is; a double holds them.
        return DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Round(seconds * 1000)).UtcTicks;
    }

    private double NumberOf(string text, string column)
    {
        if (text is "" or "null" or "NaN" or "nan" or "NA") return double.NaN;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            throw Fault($"'{text}' in column '{column}' is no number; leave the field empty where it is missing");
        return double.IsFinite(number) ? number : double.NaN;
    }

    private double MaskOf(string text) => text switch
    {
        "" or "0" or "false" or "False" => 0,
        "1" or "true" or "True" => 1,
        _ => throw Fault($"'{text}' in column '{RawTable.MaskColumn}' is neither 0 nor 1"),
    };

    private TableException Fault(string what) => new($"{_source}:{_line}: {what}");

    private static string? ReadLine(TextReader text, string source, int line, TableLimits limits)
    {
        var read = text.ReadLine();
        return read is null || read.Length <= limits.LongestLine ? read : throw new TableException(
            $"{source}:{line}: a line of {read.Length} characters; at most {limits.LongestLine} are taken");
    }
}
