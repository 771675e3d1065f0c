using System.Globalization;
using Bellwether.Contracts.Signals;
using Bellwether.Contracts.Wire;

namespace Bellwether.Agent.Tables;

/// <summary>Writes a table so that <see cref="CsvReader"/> reads the same back.</summary>
internal static class CsvWriter
{
    public static void Write(TextWriter text, PointTable table)
    {
        var columns = table.Signals.SelectMany(ColumnsOf).ToList();
        if (table.Masked.Count > 0)
            columns.Add((RawTable.MaskColumn, index =>
                table.Masked.Any(range => range.From <= index && index < range.To) ? "1" : "0"));
        text.Write(string.Join(',', columns.Select(column => CsvLine.Quoted(column.Name)).Prepend("time")));
        text.Write('\n');
        var fields = new string[columns.Count];
        for (var index = 0; index < table.Points; index++)
        {
            for (var i = 0; i < fields.Length; i++) fields[i] = columns[i].Field(index);
            // A line without anything is a hole, and a hole needs no line.
            if (Array.TrueForAll(fields, field => field.Length == 0) && index > 0 && index < table.Points - 1) continue;
            text.Write(UtcInstant.Format(table.At(index)));
            foreach (var field in fields)
            {
                text.Write(',');
                text.Write(field);
            }

            text.Write('\n');
        }
    }

    private static IEnumerable<(string Name, Func<int, string> Field)> ColumnsOf(TableSignal signal)
    {
        if (signal.Kind is SignalKind.Gauge or SignalKind.Rate)
            return [(signal.Name, index => Number(signal.Levels[index]))];
        return signal.Buckets.Length > 0 ? BucketsOf(signal) :
        [
            ($"{signal.Name}.bad", index => signal.Pairs[index].Seen ? Number(signal.Pairs[index].Bad) : ""),
            ($"{signal.Name}.total", index => signal.Pairs[index].Seen ? Number(signal.Pairs[index].Total) : ""),
        ];
    }

    private static IEnumerable<(string Name, Func<int, string> Field)> BucketsOf(TableSignal signal)
    {
        for (var i = 0; i <= signal.Bounds.Count; i++)
        {
            var (upTo, bound) = (i + 1, i < signal.Bounds.Count ? Number(signal.Bounds[i]) : "+Inf");
            yield return ($"{signal.Name}.le.{bound}", index =>
                signal.Buckets[index] is { } buckets ? Number(buckets.Take(upTo).Sum()) : "");
        }

        yield return ($"{signal.Name}.sum", index => Number(signal.Sums[index]));
    }

    private static string Number(double number) =>
        double.IsNaN(number) ? "" : number.ToString("R", CultureInfo.InvariantCulture);
}
