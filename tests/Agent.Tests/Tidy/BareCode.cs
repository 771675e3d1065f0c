using System.Text;

namespace Bellwether.Agent.Tests.Tidy;

/// <summary>Blanks the comments and strings of C#, so that what is left can be searched without being fooled.</summary>
/// <remarks>Line ends stay, so that lines keep their numbers.</remarks>
internal static class BareCode
{
    public static string Of(string text)
    {
        var bare = new StringBuilder(text);
        for (var at = 0; at < text.Length;)
        {
            var end = EndOfToken(text, at);
            if (end > at + 1 || text[at] is '"' or '\'') Blank(bare, at, end);
            at = end;
        }

        return bare.ToString();
    }

    /// <summary>The end of the comment or literal that begins here; the next character where none does.</summary>
    private static int EndOfToken(string text, int at)
    {
        if (StartsWith(text, at, "//")) return End(text, text.IndexOf('\n', at), 0);
        if (StartsWith(text, at, "/*")) return End(text, text.IndexOf("*/", at, StringComparison.Ordinal), 2);
        if (text[at] == '\'') return EndOfCharacter(text, at);
        return EndOfString(text, at) ?? at + 1;
    }

    /// <summary>The end of the string that begins here, with its <c>$</c> and <c>@</c>; null where none does.</summary>
    private static int? EndOfString(string text, int start)
    {
        var at = start;
        while (at < text.Length && text[at] is '$' or '@') at++;
        if (at >= text.Length || text[at] != '"') return null;
        var marks = text[start..at];
        var quotes = 0;
        while (at + quotes < text.Length && text[at + quotes] == '"') quotes++;
        if (quotes >= 3)
        {
            var close = text.IndexOf(new string('"', quotes), at + quotes, StringComparison.Ordinal);
            return End(text, close, quotes);
        }

        return EndOfPlainString(text, at + 1, marks);
    }

    private static int EndOfPlainString(string text, int at, string marks)
    {
        var (isVerbatim, isFilled) = (marks.Contains('@'), marks.Contains('$'));
        while (at < text.Length)
        {
            if (!isVerbatim && text[at] == '\\') at += 2;
            else if (isVerbatim && StartsWith(text, at, "\"\"")) at += 2;
            else if (text[at] == '"') return at + 1;
            else if (isFilled && (StartsWith(text, at, "{{") || StartsWith(text, at, "}}"))) at += 2;
            else if (isFilled && text[at] == '{') at = EndOfHole(text, at + 1);
            else at++;
        }

        return text.Length;
    }

    /// <summary>The end of a hole in a filled string; strings within it may hold braces and quotes.</summary>
    private static int EndOfHole(string text, int at)
    {
        for (var depth = 1; at < text.Length && depth > 0;)
        {
            if (text[at] == '{') depth++;
            if (text[at] == '}') depth--;
            at = EndOfToken(text, at);
        }

        return at;
    }

    private static int EndOfCharacter(string text, int at)
    {
        var close = text.IndexOf('\'', at + (StartsWith(text, at + 1, "\\") ? 3 : 2));
        return End(text, close, 1);
    }

    private static int End(string text, int found, int length) => found < 0 ? text.Length : found + length;

    private static bool StartsWith(string text, int at, string what) =>
        string.CompareOrdinal(text, at, what, 0, what.Length) == 0;

    private static void Blank(StringBuilder bare, int from, int to)
    {
        for (var at = from; at < to; at++)
        {
            if (bare[at] != '\n') bare[at] = ' ';
        }
    }
}
