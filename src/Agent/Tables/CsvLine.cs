using System.Text;

namespace Bellwether.Agent.Tables;

/// <summary>The fields of a line of CSV, by RFC 4180; a field does not go over its line's end.</summary>
internal static class CsvLine
{
    /// <summary>Splits a line; null where a quote is not closed or stands in the middle of a field.</summary>
    public static string[]? Split(string line)
    {
        if (!line.Contains('"', StringComparison.Ordinal))
            return Array.ConvertAll(line.Split(','), field => field.Trim());
        var fields = new List<string>();
        var at = 0;
        while (true)
        {
            if (Field(line, ref at) is not { } field) return null;
            fields.Add(field);
            if (at >= line.Length) return [.. fields];
            at++;
        }
    }

    /// <summary>A field as it is written, quoted only where it must be.</summary>
    public static string Quoted(string field) =>
        field.AsSpan().IndexOfAny(",\"\r\n") < 0 && field.Trim() == field
            ? field
            : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string? Field(string line, ref int at)
    {
        while (at < line.Length && line[at] == ' ') at++;
        if (at >= line.Length || line[at] != '"')
        {
            var end = line.IndexOf(',', at) is >= 0 and var comma ? comma : line.Length;
            var plain = line[at..end].Trim();
            at = end;
            return plain.Contains('"', StringComparison.Ordinal) ? null : plain;
        }

        var text = new StringBuilder();
        for (at++; at < line.Length; at++)
        {
            if (line[at] != '"') text.Append(line[at]);
            else if (at + 1 < line.Length && line[at + 1] == '"') text.Append(line[++at]);
            else break;
        }

        if (at >= line.Length) return null;
        for (at++; at < line.Length && line[at] == ' ';) at++;
        return at >= line.Length || line[at] == ',' ? text.ToString() : null;
    }
}
