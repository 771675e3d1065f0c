using System.Buffers;
using System.Net;

namespace Bellwether.Probes.Frontend.Html;

/// <summary>Finds the tags of a page, in its order, as a browser that runs scripts would.</summary>
/// <remarks>
/// No tree is made: which scripts and styles a page asks for its tags alone tell. What is no markup (comments, the text
/// of scripts and titles, what only browsers without scripts read) is passed over. Each character is read once, so that
/// no page can make it slow. Source: the tokenizer of the HTML standard, section 13.2.5.
/// </remarks>
internal sealed class HtmlScanner(string html)
{
    /// <summary>Most attributes read of one tag; further ones are left out.</summary>
    public const int MostAttributes = 64;

    /// <summary>Elements whose content is text, whatever it looks like.</summary>
    private static readonly HashSet<string> Texts = new(StringComparer.Ordinal)
    {
        "script", "style", "textarea", "title", "noscript", "iframe", "noembed", "noframes", "xmp",
    };

    private static readonly SearchValues<char> NameEnds = SearchValues.Create(" \t\n\r\f/>");
    private static readonly SearchValues<char> AttributeEnds = SearchValues.Create(" \t\n\r\f/>=");
    private static readonly SearchValues<char> BareEnds = SearchValues.Create(" \t\n\r\f>");

    private int _at;

    /// <summary>The next tag; null at the end of the page.</summary>
    public HtmlTag? Next()
    {
        while (_at < html.Length)
        {
            var open = html.IndexOf('<', _at);
            if (open < 0 || open + 1 >= html.Length) break;
            _at = open + 1;
            if (html[_at] is '!' or '?') PassOver();
            else if (char.IsAsciiLetter(html[_at])) return Tag(isEnd: false);
            else if (html[_at] == '/' && _at + 1 < html.Length && char.IsAsciiLetter(html[_at + 1]))
            {
                _at++;
                return Tag(isEnd: true);
            }
        }

        _at = html.Length;
        return null;
    }

    private HtmlTag? Tag(bool isEnd)
    {
        var name = Until(NameEnds).ToLowerInvariant();
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        while (true)
        {
            while (_at < html.Length && (IsBlank(html[_at]) || html[_at] == '/')) _at++;
            // A tag that the page breaks off in is none.
            if (_at >= html.Length) return null;
            if (html[_at] == '>') break;
            var (attribute, value) = Attribute();
            if (attributes.Count < MostAttributes) attributes.TryAdd(attribute, value);
        }

        _at++;
        if (!isEnd && name == "plaintext") _at = html.Length;
        else if (!isEnd && Texts.Contains(name)) PassText(name);
        return new HtmlTag(name, isEnd, attributes);
    }

    private (string Name, string Value) Attribute()
    {
        var start = _at;
        // An equals sign where a name begins is part of the name.
        if (html[_at] == '=') _at++;
        _ = Until(AttributeEnds);
        var name = html[start.._at].ToLowerInvariant();
        var before = _at;
        while (_at < html.Length && IsBlank(html[_at])) _at++;
        if (_at >= html.Length || html[_at] != '=')
        {
            _at = before;
            return (name, "");
        }

        _at++;
        while (_at < html.Length && IsBlank(html[_at])) _at++;
        if (_at >= html.Length) return (name, "");
        var quote = html[_at];
        if (quote is not ('"' or '\'')) return (name, WebUtility.HtmlDecode(Until(BareEnds)));
        var close = html.IndexOf(quote, _at + 1);
        var value = close < 0 ? html[(_at + 1)..] : html[(_at + 1)..close];
        _at = close < 0 ? html.Length : close + 1;
        return (name, WebUtility.HtmlDecode(value));
    }

    /// <summary>A comment, a document type, an instruction.</summary>
    private void PassOver()
    {
        if (!html.AsSpan(_at).StartsWith("!--", StringComparison.Ordinal))
        {
            Past(">");
            return;
        }

        _at += 3;
        var rest = html.AsSpan(_at);
        if (rest.StartsWith(">", StringComparison.Ordinal) || rest.StartsWith("->", StringComparison.Ordinal))
            Past(">");
        else
            PastComment();
    }

    private void PastComment()
    {
        for (; _at < html.Length; _at++)
        {
            var dashes = html.IndexOf("--", _at, StringComparison.Ordinal);
            if (dashes < 0) break;
            _at = dashes + 2;
            if (_at < html.Length && html[_at] == '!') _at++;
            if (_at < html.Length && html[_at] == '>')
            {
                _at++;
                return;
            }

            // Of three dashes the last two may be the ones that end it.
            _at = dashes;
        }

        _at = html.Length;
    }

    private void PassText(string name)
    {
        while (_at < html.Length)
        {
            var end = html.IndexOf("</", _at, StringComparison.Ordinal);
            if (end < 0) break;
            _at = end + 2;
            var after = _at + name.Length;
            if (after < html.Length && NameEnds.Contains(html[after])
                && html.AsSpan(_at, name.Length).Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                _at = end;
                return;
            }
        }

        _at = html.Length;
    }

    private void Past(string end)
    {
        var found = html.IndexOf(end, _at, StringComparison.Ordinal);
        _at = found < 0 ? html.Length : found + end.Length;
    }

    private string Until(SearchValues<char> ends)
    {
        var length = html.AsSpan(_at).IndexOfAny(ends);
        var start = _at;
        _at = length < 0 ? html.Length : _at + length;
        return html[start.._at];
    }

    private static bool IsBlank(char c) => c is ' ' or '\t' or '\n' or '\r' or '\f';
}
