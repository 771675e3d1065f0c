namespace Bellwether.Agent.Tests.Configuration.Mutations;

/// <summary>Typing mistakes in keys, keys that are missing, and keys that are there twice.</summary>
internal static class KeyMutations
{
    public static IEnumerable<Mutation> Of(Sheet sheet, IReadOnlyList<Spot> spots)
    {
        foreach (var spot in spots)
        {
            foreach (var (kind, typed) in Typos(spot.Key.Text))
                yield return new(kind, $"{spot.Key.Text} => {typed}",
                    sheet.Put(spot.Key.Line, spot.Key.Column, spot.Key.Text.Length, typed), [spot.Key.Line])
                {
                    Meant = spot.Key.Text,
                };
            if (spot.IsRequired && Missing(sheet, spot) is { } missing) yield return missing;
            if (spot.IsFlat) yield return Twice(sheet, spot);
        }
    }

    /// <summary>Each kind of slip once, at a place that depends on the word alone.</summary>
    public static IEnumerable<(string Kind, string Typed)> Typos(string word)
    {
        // Where two letters are the same, swapping them changes nothing.
        var at = Enumerable.Range(0, word.Length - 1)
            .Select(i => (i + word.Length / 2) % (word.Length - 1)).FirstOrDefault(i => word[i] != word[i + 1], -1);
        if (at >= 0) yield return ("key: letters swapped", $"{word[..at]}{word[at + 1]}{word[at]}{word[(at + 2)..]}");
        var middle = word.Length / 2;
        yield return ("key: letter dropped", word.Remove(middle, 1));
        yield return ("key: letter doubled", word.Insert(middle, word[middle].ToString()));
        yield return ("key: letter inserted", word.Insert(middle, "x"));
        yield return ("key: letter replaced",
            word[..middle] + (word[middle] == 'q' ? "w" : "q") + word[(middle + 1)..]);
        yield return ("key: other case", char.ToUpperInvariant(word[0]) + word[1..]);
        if (word.Contains('-', StringComparison.Ordinal))
            yield return ("key: _ for -", word.Replace('-', '_'));
    }

    private static Mutation? Missing(Sheet sheet, Spot spot)
    {
        var what = $"{spot.Key.Text} left out";
        if (spot.Map.Entries.Count < 2) return null;
        var next = spot.Map.Entries.SkipWhile(e => e.Key != spot.Key).Skip(1).FirstOrDefault();
        var before = spot.Map.Entries.TakeWhile(e => e.Key != spot.Key).LastOrDefault();
        var (line, row) = (spot.Key.Line, sheet[spot.Key.Line]);
        if (next is not null && next.Key.Line == line)
            return new("required key missing", what,
                sheet.Put(line, spot.Key.Column, next.Key.Column - spot.Key.Column, ""), [spot.Map.Line]);
        if (before is not null && before.Key.Line == line)
        {
            var end = spot.Value.Column - 1 + sheet.LengthOf(spot.Value);
            var start = row.LastIndexOf(',', spot.Key.Column - 1);
            return new("required key missing", what, sheet.Put(line, start + 1, end - start, ""), [spot.Map.Line]);
        }

        var last = sheet.EndOf(spot.Key);
        if (!row.TrimStart().StartsWith("- ", StringComparison.Ordinal))
            return new("required key missing", what, sheet.WithRange(line, last), [spot.Map.Line]);
        // The dash stays, and what comes next stands behind it.
        var rest = row[..(spot.Key.Column - 1)] + sheet[last + 1].TrimStart();
        return new("required key missing", what, sheet.WithRange(line, last + 1, rest), [spot.Map.Line]);
    }

    private static Mutation Twice(Sheet sheet, Spot spot)
    {
        var (line, row) = (spot.Key.Line, sheet[spot.Key.Line]);
        var length = spot.Value.Column - spot.Key.Column + sheet.LengthOf(spot.Value);
        var pair = row.Substring(spot.Key.Column - 1, length);
        var isFlow = row[..(spot.Key.Column - 1)].Contains('{', StringComparison.Ordinal);
        return isFlow
            ? new("key twice", pair, sheet.Put(line, spot.Key.Column, 0, pair + ", "), [line])
            : new("key twice", pair,
                sheet.WithRange(line, line, row, new string(' ', spot.Key.Column - 1) + pair), [line + 1]);
    }
}
