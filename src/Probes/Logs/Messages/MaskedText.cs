using System.Text;

namespace Bellwether.Probes.Logs.Messages;

/// <summary>A text without its secrets while it is made: a signature, or what is shown to a person.</summary>
internal sealed class MaskedText
{
    private const string Hidden = "(hidden)";
    private const string Bearer = "bearer";

    /// <summary>A longer quoted text is no name.</summary>
    private const int LongestName = 64;

    private static readonly string[] Schemes =
        [Bearer, "basic", "digest", "negotiate", "apikey", "token", "ntlm", "hmac", "aws4-hmac-sha256"];

    private static readonly string[] SecretWords =
    [
        "pass", "pwd", "secret", "token", "apikey", "api_key", "access_key", "privatekey", "credential", "signature",
        "authorization", "cookie", "session", "bearer", "jwt",
    ];

    /// <summary>Plain numbers up to this length are kept for a person: more digits are those of a card or an
    /// account.</summary>
    private const int LongestNumber = 11;

    private readonly StringBuilder _text = new(SignatureText.Longest + 32);
    private bool _named;
    private bool _told;
    private bool _isCookie;

    /// <summary>In characters.</summary>
    public int Longest { get; init; } = SignatureText.Longest;

    /// <summary>For a person: numbers, quotes and lines stay what they are.</summary>
    public bool IsShown { get; init; }

    public bool IsFull => _text.Length >= Longest;

    /// <summary>Whether a letter or digit came last: a quote after it is an apostrophe.</summary>
    public bool EndsInWord => _text.Length > 0 && (char.IsLetterOrDigit(_text[^1]) || _text[^1] is '#' or ')');

    /// <summary>A word that is named like a secret came, and then what a value follows.</summary>
    public bool ExpectsSecret => _named && _told;

    /// <summary>What follows is a header of cookies: all of the rest is secret, whatever each is called.</summary>
    public bool ExpectsCookies => ExpectsSecret && _isCookie;

    public void Word(ReadOnlySpan<char> word)
    {
        _text.Append(word);
        // "Bearer x" has nothing in between.
        _told = word.Equals(Bearer, StringComparison.OrdinalIgnoreCase) || (ExpectsSecret && IsScheme(word));
        Name(word);
        _named |= _told;
    }

    /// <summary>What was written last is a name: whether it is named like a secret, digits and marks and all.</summary>
    public void Name(ReadOnlySpan<char> name)
    {
        _named = IsSecret(name);
        _isCookie = name.EndsWith("cookie", StringComparison.OrdinalIgnoreCase)
            && (name.Length == 6 || name[^7] is '-' or '_');
    }

    /// <summary>The value of what was named comes next.</summary>
    public void Tell() => _told = true;

    /// <summary>A number or an id; several with nothing but punctuation between are one.</summary>
    public void Number(ReadOnlySpan<char> written)
    {
        if (IsShown && written.Length <= LongestNumber && !written.ContainsAnyExceptInRange('0', '9'))
        {
            _text.Append(written);
            (_named, _told) = (false, false);
            return;
        }

        var end = _text.Length;
        while (end > 0 && _text[end - 1] is '.' or ',' or ':' or '-' or '+' or '/' or 'T' or 'Z' or '%') end--;
        if (end > 0 && end < _text.Length && _text[end - 1] == '#') _text.Length = end;
        else if (_text.Length == 0 || _text[^1] != '#') _text.Append('#');
        (_named, _told) = (false, false);
    }

    /// <param name="quoted">What stands in the quotes: it may be a name, as in JSON.</param>
    public void Quote(ReadOnlySpan<char> quoted)
    {
        _text.Append("\"*\"");
        _told = false;
        Name(quoted.Length <= LongestName ? quoted : default);
    }

    public void Mail()
    {
        _text.Append("<mail>");
        (_named, _told) = (false, false);
    }

    public void Hide()
    {
        _text.Append(Hidden);
        (_named, _told) = (false, false);
    }

    /// <summary>Punctuation or a blank; blanks in a row are one.</summary>
    public void Mark(char c)
    {
        if (c is '=' or ':' or '>') _told = true;
        // As in {\"password\":"x"}, user[password]=x.
        else if (c is not (' ' or '\n' or '-' or '"' or '\'' or '`' or '\\' or ']')) _named = false;
        if (c == ' ' && (_text.Length == 0 || _text[^1] == ' ')) return;
        _text.Append(c);
    }

    /// <summary>At most as long as a signature may be; without the time at the beginning.</summary>
    public override string ToString()
    {
        var text = _text.ToString().Trim();
        if (!IsShown) text = text.TrimStart('#', ' ', ',', '|');
        return IsFull ? text[..Math.Min(text.Length, Longest - 1)] + "…" : text;
    }

    /// <summary>A word that goes before the secret itself in a header.</summary>
    public static bool IsScheme(ReadOnlySpan<char> word)
    {
        foreach (var scheme in Schemes)
            if (word.Equals(scheme, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }

    public static bool IsSecret(ReadOnlySpan<char> word)
    {
        foreach (var secret in SecretWords)
            if (word.Contains(secret, StringComparison.OrdinalIgnoreCase))
                return true;
        return word.EndsWith("key", StringComparison.OrdinalIgnoreCase);
    }
}
