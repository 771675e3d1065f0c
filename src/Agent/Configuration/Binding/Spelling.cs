namespace Bellwether.Agent.Configuration.Binding;

/// <summary>Finds the word that was meant.</summary>
internal static class Spelling
{
    /// <summary><c>; did you mean 'every'?</c>, or nothing where no word is near enough to be meant.</summary>
    public static string Hint(string word, IEnumerable<string> words) =>
        Nearest(word, words) is { } meant ? $"; did you mean '{meant}'?" : "";

    /// <summary>The nearest word, at most a third of its letters away; the first of several; null for none.</summary>
    public static string? Nearest(string word, IEnumerable<string> words)
    {
        var (best, distance) = ((string?)null, int.MaxValue);
        foreach (var candidate in words)
        {
            var d = Distance(Plain(word), Plain(candidate));
            if (d < distance && d <= Math.Max(1, Math.Min(word.Length, candidate.Length) / 3))
                (best, distance) = (candidate, d);
        }

        return best;
    }

    /// <summary>failAfter, fail_after and fail-after are one word.</summary>
    private static string Plain(string word) =>
        word.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();

    /// <summary>Letters left out, put in, changed, or two that changed places. Source: Damerau 1964, restricted
    /// form.</summary>
    private static int Distance(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 8)
            return int.MaxValue;
        var (before, previous, current) = (new int[b.Length + 1], new int[b.Length + 1], new int[b.Length + 1]);
        for (var j = 0; j <= b.Length; j++)
            previous[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(change, Math.Min(previous[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    current[j] = Math.Min(current[j], before[j - 2] + 1);
            }

            (before, previous, current) = (previous, current, before);
        }

        return previous[b.Length];
    }
}
