using System.Text;

namespace Bellwether.Probes.Scrape.Exposition;

/// <summary>A place in a page, and the line that it is on.</summary>
internal ref struct ByteCursor
{
    private const byte LineFeed = (byte)'\n';
    private const int ShownBytes = 40;

    private readonly ReadOnlySpan<byte> _body;
    private readonly int _lineLimit;
    private int _lineStart;

    /// <param name="body">The whole page.</param>
    /// <param name="lineLimit">Longest line in bytes.</param>
    /// <param name="isUtf8">Whether the whole page is known to be UTF-8; else texts are checked one by one.</param>
    public ByteCursor(ReadOnlySpan<byte> body, int lineLimit, bool isUtf8)
    {
        _body = body;
        _lineLimit = lineLimit;
        IsUtf8 = isUtf8;
    }

    public int At { get; set; }

    public int Line { get; private set; } = 1;

    public bool IsUtf8 { get; }

    public readonly bool AtEnd => At >= _body.Length;

    /// <summary>
    /// The byte here; the end of the page reads as a line feed, because a last line needs none in text 0.0.4.
    /// </summary>
    public readonly byte Current => At < _body.Length ? _body[At] : LineFeed;

    public readonly bool AtLineEnd => Current == LineFeed;

    public readonly ReadOnlySpan<byte> Rest => _body[At..];

    public readonly ReadOnlySpan<byte> Slice(int start, int length) => _body.Slice(start, length);

    public void SkipBlanks()
    {
        while (At < _body.Length && _body[At] is (byte)' ' or (byte)'\t')
            At++;
    }

    /// <summary>Everything up to the line feed, which is not taken.</summary>
    public ReadOnlySpan<byte> TakeLine()
    {
        var rest = Rest;
        var length = rest.IndexOf(LineFeed);
        if (length < 0)
            length = rest.Length;
        At += length;
        return rest[..length];
    }

    /// <summary>Everything up to a blank or the end of the line; empty where one of them is here.</summary>
    public ReadOnlySpan<byte> TakeWord()
    {
        var rest = Rest;
        var length = rest.IndexOfAny((byte)' ', (byte)'\t', LineFeed);
        if (length < 0)
            length = rest.Length;
        At += length;
        return rest[..length];
    }

    /// <summary>Goes on to the next line. The cursor is at a line feed or at the end.</summary>
    /// <param name="within">Line feeds inside the line that ends here, as a label's value may hold them.</param>
    public void EndLine(int within)
    {
        if (At - _lineStart > _lineLimit)
            throw Fault("line-too-long", $"the line has {At - _lineStart} bytes, more than {_lineLimit}");
        At++;
        Line += 1 + within;
        _lineStart = At;
    }

    public readonly MalformedPageException Fault(string reason) => Fault(ExpositionFault.Unparsable, reason);

    public readonly MalformedPageException Fault(string word, string reason) => new(new(Line, word, reason));

    /// <summary>What is here, quoted and shortened so that it can be shown to a person.</summary>
    public readonly string Shown
    {
        get
        {
            var rest = AtEnd ? [] : Rest;
            var length = rest.IndexOf(LineFeed);
            return Show(length < 0 ? rest : rest[..length]);
        }
    }

    public static string Show(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return "the end of the line";
        var text = new StringBuilder("\"");
        foreach (var b in bytes[..Math.Min(bytes.Length, ShownBytes)])
            _ = b is >= 0x20 and < 0x7f ? text.Append((char)b) : text.Append("\\x").Append(b.ToString("x2"));
        return text.Append(bytes.Length > ShownBytes ? "\"…" : "\"").ToString();
    }
}
