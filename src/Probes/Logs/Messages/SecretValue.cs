namespace Bellwether.Probes.Logs.Messages;

/// <summary>How far a secret goes that follows its name. Rather too far: a password has every sign in it.</summary>
internal static class SecretValue
{
    private const string Quotes = "\"'`";
    private const int LongestName = 64;
    private const string Closers = "\"'`)]}>";

    /// <summary>Whether what stands between a name and its value is not over.</summary>
    public static bool IsStillToCome(char c) => c is '=' or ':' or '>' || char.IsWhiteSpace(c);

    /// <summary>Length of a word that goes before the secret itself, as in a header; 0 for none.</summary>
    public static int Scheme(ReadOnlySpan<char> text)
    {
        var end = 0;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '-')) end++;
        return end < text.Length && IsStillToCome(text[end]) && MaskedText.IsScheme(text[..end]) ? end : 0;
    }

    /// <summary>Length of a value: in quotes to where they close, else to the next blank, or to a comma, semicolon,
    /// ampersand or quote after which something else begins.</summary>
    public static int Length(ReadOnlySpan<char> text)
    {
        var at = 0;
        while (at < text.Length && text[at] == '\\') at++;
        if (at < text.Length && Quotes.Contains(text[at], StringComparison.Ordinal))
        {
            var quoted = SignatureText.Quoted(text[at..]);
            // What nothing closes was cut off, or has the quote within.
            if (quoted == 0) return text.Length;
            at += quoted;
        }

        while (at < text.Length && !Ends(text[at..])) at++;
        return at;
    }

    /// <summary>Length of the name and password at the beginning of what follows <c>://</c>; 0 for none.</summary>
    public static int Login(ReadOnlySpan<char> text)
    {
        var end = 0;
        while (end < text.Length && !char.IsWhiteSpace(text[end])) end++;
        var run = text[..end];
        var path = run.IndexOfAny("/?#");
        var host = path < 0 ? run : run[..path];
        if (host is ['[', ..]) return 0;
        var colon = host.IndexOf(':');
        if (colon < 0 || IsPort(host[(colon + 1)..])) return Math.Max(0, host.LastIndexOf('@'));
        // No port follows the colon, so a password does, in which any sign may stand.
        return run.LastIndexOf('@') is > 0 and var at ? at : run.Length;
    }

    private static bool IsPort(ReadOnlySpan<char> text) =>
        !text.TrimEnd(":,.;)]}>\"'`").ContainsAnyExceptInRange('0', '9');

    private static bool Ends(ReadOnlySpan<char> text) => char.IsWhiteSpace(text[0])
        || (text[0] is ',' or ';' or '&' && BeginsAnother(text[1..]))
        || (Quotes.Contains(text[0], StringComparison.Ordinal) && IsClosed(text[1..]));

    private static bool IsClosed(ReadOnlySpan<char> text)
    {
        text = text.TrimStart(Closers);
        return text.IsEmpty || char.IsWhiteSpace(text[0]) || text[0] is ',' or ';' or '&' or ':';
    }

    /// <summary>The next pair, or nothing.</summary>
    private static bool BeginsAnother(ReadOnlySpan<char> text)
    {
        text = text.TrimStart(Closers);
        if (text.IsEmpty || char.IsWhiteSpace(text[0])) return true;
        var end = 0;
        while (end < Math.Min(text.Length, LongestName)
            && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '_' or '.' or '-')) end++;
        return end > 0 && end < text.Length && text[end] is '=' or ':';
    }
}
