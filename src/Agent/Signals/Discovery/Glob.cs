namespace Bellwether.Agent.Signals.Discovery;

/// <summary>Patterns with * for anything and ? for one character, without regard to case.</summary>
internal static class Glob
{
    public static bool Matches(string pattern, ReadOnlySpan<char> text)
    {
        int p = 0, t = 0, star = -1, resume = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                resume = t;
            }
            else if (p < pattern.Length && (pattern[p] == '?' || Same(pattern[p], text[t])))
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++resume;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*') p++;
        return p == pattern.Length;
    }

    public static bool MatchesAny(IReadOnlyList<string> patterns, ReadOnlySpan<char> text)
    {
        for (var i = 0; i < patterns.Count; i++)
            if (Matches(patterns[i], text))
                return true;
        return false;
    }

    private static bool Same(char a, char b) => a == b || char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
