using System.Text;

namespace Bellwether.Probes.Logs.Messages;

/// <summary>A signature while it is made.</summary>
internal sealed class MaskedText
{
    private const string Hidden = "(hidden)";
    private const string Bearer = "bearer";

    private static readonly string[] Schemes = [Bearer, "basic", "digest", "negotiate", "apikey"];

    private static readonly string[] SecretWords =
    [
        "pass", "pwd", "secret", "token", "apikey", "api_key", "access_key", "privatekey", "credential", "signature",
        "authorization", "cookie", "session", "bearer", "jwt",
    ];

    private readonly StringBuilder _text = new(SignatureText.Longest + 32);
    private bool _named;
    private bool _told;

    public bool IsFull => _text.Length >= SignatureText.Longest;

    /// <summary>Whether a letter or digit came last: a quote after it is an apostrophe.</summary>
    public bool EndsInWord => _text.Length > 0 && (char.IsLetterOrDigit(_text[^1]) || _text[^1] is '#' or ')');

    /// <summary>A word that is named like a secret came, and then what a value follows.</summary>
    public bool ExpectsSecret => _named && _told;

    public void Word(ReadOnlySpan<char> word)
    {
        _text.Append(word);
        // "Bearer x" has nothing in between.
        _told = word.Equals(Bearer, StringComparison.OrdinalIgnoreCase) || (ExpectsSecret && IsScheme(word));
        _named = _told || IsSecret(word);
    }

    /// <summary>A number or an id; several with nothing but punctuation between are one.</summary>
    public void Number()
    {
        var end = _text.Length;
        while (end > 0 && _text[end - 1] is '.' or ',' or ':' or '-' or '+' or '/' or 'T' or 'Z' or '%') end--;
        if (end > 0 && end < _text.Length && _text[end - 1] == '#') _text.Length = end;
        else if (_text.Length == 0 || _text[^1] != '#') _text.Append('#');
        (_named, _told) = (false, false);
    }

    public void Quote()
    {
        _text.Append("\"*\"");
        (_named, _told) = (false, false);
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
        if (c is '=' or ':') _told = true;
        else if (c is not (' ' or '-')) _named = false;
        if (c == ' ' && (_text.Length == 0 || _text[^1] == ' ')) return;
        _text.Append(c);
    }

    /// <summary>At most as long as a signature may be; without the time at the beginning.</summary>
    public override string ToString()
    {
        var text = _text.ToString().Trim().TrimStart('#', ' ', ',', '|');
        return IsFull ? text[..Math.Min(text.Length, SignatureText.Longest - 1)] + "…" : text;
    }

    /// <summary>A word that goes before the secret itself in a header.</summary>
    public static bool IsScheme(ReadOnlySpan<char> word)
    {
        foreach (var scheme in Schemes)
            if (word.Equals(scheme, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }

    private static bool IsSecret(ReadOnlySpan<char> word)
    {
        foreach (var secret in SecretWords)
            if (word.Contains(secret, StringComparison.OrdinalIgnoreCase))
                return true;
        return word.EndsWith("key", StringComparison.OrdinalIgnoreCase);
    }
}
