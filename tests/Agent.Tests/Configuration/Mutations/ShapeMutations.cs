using Bellwether.Agent.Configuration.Yaml;

namespace Bellwether.Agent.Tests.Configuration.Mutations;

/// <summary>Mistakes in the form: indentation, tabs, dashes, quotes, brackets, colons.</summary>
internal static class ShapeMutations
{
    public static IEnumerable<Mutation> Of(Sheet sheet, IReadOnlyList<Spot> spots)
    {
        foreach (var line in Enumerable.Range(1, sheet.Count).Where(sheet.IsContent))
            foreach (var mutation in OfLine(sheet, line)) yield return mutation;
        foreach (var spot in spots)
            foreach (var mutation in OfSpot(sheet, spot)) yield return mutation;
    }

    private static IEnumerable<Mutation> OfLine(Sheet sheet, int line)
    {
        var (row, indent) = (sheet[line], sheet.IndentOf(line));
        // Where the lines after it no longer fit, the first of them may be the one that is told.
        int[] near = [line, Math.Min(line + 1, sheet.Count)];
        yield return new("indented one more", row.Trim(), sheet.With(line, " " + row), near);
        if (indent > 0)
        {
            yield return new("indented one less", row.Trim(), sheet.With(line, row[1..]), near);
            yield return new("tab", row.Trim(), sheet.With(line, "\t" + row[1..]), [line]);
        }

        var isItem = row.TrimStart().StartsWith("- ", StringComparison.Ordinal);
        yield return isItem
            ? new("dash taken away", row.Trim(),
                sheet.With(line, new string(' ', indent) + "  " + row.TrimStart()[2..]), near)
            : new("dash put in", row.Trim(), sheet.With(line, new string(' ', indent) + "- " + row.TrimStart()), near);
        foreach (var (open, close) in new[] { ('{', '}'), ('[', ']') })
            if (row.Contains(close, StringComparison.Ordinal) && !row.Contains("${", StringComparison.Ordinal))
            {
                yield return new("bracket never closed", row.Trim(),
                    sheet.With(line, row.Remove(row.LastIndexOf(close), 1)), [line]);
                yield return new("bracket never opened", row.Trim(),
                    sheet.With(line, row.Remove(row.IndexOf(open), 1)), [line]);
            }
    }

    private static IEnumerable<Mutation> OfSpot(Sheet sheet, Spot spot)
    {
        var (line, after) = (spot.Key.Line, spot.Key.Column + spot.Key.Text.Length);
        int[] near = [line, Math.Min(line + 1, sheet.Count)];
        yield return new("colon left out", spot.Key.Text, sheet.Put(line, after, 1, ""), near);
        if (spot.Value is YamlScalar value)
        {
            yield return new("no space after the colon", spot.Key.Text, sheet.Put(line, after + 1, 1, ""), near);
            foreach (var (kind, start) in new[]
            {
                ("quote never closed", "'"), ("unknown beginning", "@"), ("alias", "*"), ("anchor", "&a "),
                ("tag", "!x "),
            })
                yield return new(kind, spot.Key.Text,
                    sheet.Put(line, value.Column, kind == "alias" ? sheet.LengthOf(value) : 0,
                        kind == "alias" ? "*other" : start), [line]);
        }
        else if (spot.IsFlat)
        {
            var other = spot.Value is YamlMap ? "[a]" : "{ a: b }";
            yield return new("list and map changed", spot.Key.Text,
                sheet.Put(line, spot.Value.Column, sheet.LengthOf(spot.Value), other), [line]);
            yield return new("value for a list or map", spot.Key.Text,
                sheet.Put(line, spot.Value.Column, sheet.LengthOf(spot.Value), "7 things"), [line]);
        }
        else
        {
            var row = sheet[line][..after];
            yield return new("value for a list or map", spot.Key.Text,
                sheet.WithRange(line, sheet.EndOf(spot.Key), row + " 7 things"), [line]);
            yield return new("list and map changed", spot.Key.Text,
                sheet.WithRange(line, sheet.EndOf(spot.Key), row + (spot.Value is YamlMap ? " [a]" : " { a: b }")),
                [line]);
            // A kind with nothing below it is one with every default.
            if (spot.Property is not null)
                yield return new("no value", spot.Key.Text, sheet.WithRange(line, sheet.EndOf(spot.Key), row), [line]);
        }
    }
}
