using System.Globalization;

namespace Bellwether.Testing.Judging;

/// <summary>Reads the CSV of a series: time first, <c>anomaly</c> last, a signal in each column between.</summary>
internal static class SeriesReader
{
    /// <summary>Longest silence in a file; more would be a mistake in the time column.</summary>
    public const int MostPoints = 1_000_000;

    private const string Label = "anomaly";

    /// <exception cref="FormatException">The file is not such a CSV; the message names the line.</exception>
    public static MeasuredSeries Read(TextReader file, string name)
    {
        var head = file.ReadLine()?.Split(',') ?? [];
        if (head.Length < 3 || head[^1] != Label)
            throw new FormatException($"{name}: the first line must be time, signals, {Label}");
        var unit = head[0] switch
        {
            "minute" => 60.0,
            "unixSeconds" => 1.0,
            _ => throw new FormatException($"{name}: the first column is minute or unixSeconds, not {head[0]}"),
        };
        var rows = Rows(file, name, head.Length);
        if (rows.Count < 2) throw new FormatException($"{name}: fewer than two rows");
        return OnGrid(name, head[1..^1], rows, unit);
    }

    private static List<double[]> Rows(TextReader file, string name, int columns)
    {
        var rows = new List<double[]>();
        while (file.ReadLine() is { } line)
        {
            var row = new double[columns];
            var rest = line.AsSpan();
            var column = 0;
            while (column < columns)
            {
                var comma = rest.IndexOf(',');
                row[column++] = Number(comma < 0 ? rest : rest[..comma], name, rows.Count + 2);
                if (comma < 0) break;
                rest = rest[(comma + 1)..];
            }

            if (column != columns || double.IsNaN(row[0]))
                throw new FormatException($"{name}: line {rows.Count + 2} has {column} of {columns} cells, or no time");
            rows.Add(row);
        }

        return rows;
    }

    private static double Number(ReadOnlySpan<char> cell, string name, int line)
    {
        cell = cell.Trim();
        if (cell.IsEmpty) return double.NaN;
        return double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new FormatException($"{name}: line {line}: '{cell}' is no number");
    }

    /// <summary>Puts each row where its time says; what nobody wrote stays missing.</summary>
    private static MeasuredSeries OnGrid(string name, string[] signals, List<double[]> rows, double unit)
    {
        var gaps = new double[rows.Count - 1];
        for (var i = 0; i < gaps.Length; i++) gaps[i] = rows[i + 1][0] - rows[i][0];
        Array.Sort(gaps);
        var step = gaps[gaps.Length / 2];
        var span = (rows[^1][0] - rows[0][0]) / step;
        if (!(gaps[0] > 0) || !(span < MostPoints)) throw new FormatException($"{name}: the times do not ascend");
        var length = (int)Math.Round(span) + 1;
        var levels = new double[signals.Length][];
        for (var s = 0; s < levels.Length; s++)
        {
            levels[s] = new double[length];
            Array.Fill(levels[s], double.NaN);
        }

        var sick = new bool[length];
        foreach (var row in rows)
        {
            var at = (int)Math.Round((row[0] - rows[0][0]) / step);
            for (var s = 0; s < levels.Length; s++) levels[s][at] = row[s + 1];
            sick[at] |= row[^1] is not 0;
        }

        return new()
        {
            Name = name,
            Interval = TimeSpan.FromSeconds(Math.Round(step * unit)),
            Start = rows[0][0] * unit,
            Signals = signals,
            Levels = levels,
            Sick = sick,
        };
    }
}
