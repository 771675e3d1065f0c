using YamlDotNet.Core;

namespace Bellwether.Agent.Configuration.Yaml;

/// <summary>Says in plain words what the parser stumbled over.</summary>
internal static class SyntaxFault
{
    /// <summary>Our own word among the parser's: nested deeper than <see cref="YamlReader.DeepestNesting"/>.</summary>
    public const string TooDeep = "nested too deep";

    private const string Closing = "a ',' or the closing";
    private const string NoDash = "the indentation does not fit the list above";

    private const string Unfit =
        "the indentation does not fit the lines above, or a quote or bracket above never ends";

    /// <summary>The parser's words (its version is pinned), and ours. First that is contained holds.</summary>
    private static readonly (string Theirs, string Ours)[] Words =
    [
        (TooDeep, "nested deeper than 32 levels"),
        ("did not find expected ',' or '}'", Closing + " '}' is missing before this"),
        ("did not find expected ',' or ']'", Closing + " ']' is missing before this"),
        ("found unexpected end of stream", "a quote or bracket that is opened here never ends"),
        ("found invalid mapping", "a ':' is not allowed here: check the indentation, or put the text in quotes"),
        ("mapping values are not allowed",
            "a ':' is not allowed here: check the indentation, or put the text in quotes"),
        ("could not find expected ':'", "a ':' with a space after it is missing"),
        ("did not find expected '-' indicator", NoDash),
        ("did not find expected key", Unfit),
        ("cannot start any token", "this character cannot begin a value: put the text in quotes"),
        ("unknown escape character", "unknown escape after '\\': double it, or use single quotes"),
        ("expected <document start>", "this does not belong to the document above: check the indentation"),
        ("block sequence entries are not allowed", "a list item ('- ') is not allowed here: begin it on its own line"),
        ("expected a comment or a line break", "only a comment may stand here after the '|' or '>'"),
    ];

    public static (YamlNode At, string Message) Of(YamlException e, string text)
    {
        var (line, column) = ((int)Math.Max(1, e.Start.Line), (int)Math.Max(1, e.Start.Column));
        // Of a tab the parser knows that it met one, but not where.
        var isTab = e.Message.Contains("tab", StringComparison.OrdinalIgnoreCase);
        if (FirstTab(text, isTab ? 0 : line) is { } tab)
            return (new YamlScalar(tab.Line, tab.Column, ""), "a tab stands in the indentation: YAML wants spaces");
        var said = Array.Find(Words, w => e.Message.Contains(w.Theirs, StringComparison.OrdinalIgnoreCase)).Ours
            ?? "this is not YAML: " + char.ToLowerInvariant(e.Message[0]) + e.Message[1..].TrimEnd('.');
        if (said.StartsWith(Closing, StringComparison.Ordinal) && OpenBracket.Before(text, line) is { } open)
            return (new YamlScalar(open.Line, open.Column, ""),
                $"the '{open.Bracket}' that opens here is never closed");
        if (said == Unfit && new OddLine(text).Before(line) is var odd && odd != line)
            return (new YamlScalar(odd, 1, ""),
                $"the indentation does not fit the lines around it, such as line {line}");
        if (said == NoDash && new OddLine(text).DashBefore(line) is var dash && dash != line)
            return (new YamlScalar(dash, 1, ""), $"begins a list, and line {line} beside it is no item: "
                + "take the '- ' out here, or put one in there");
        if (Row(text, line).Contains("${", StringComparison.Ordinal))
            said += "; a value with ${…} in it needs quotes between { } and [ ]";
        return (new YamlScalar(line, column, ""), said);
    }

    /// <summary>The first tab among the blanks that begin a line: of that line, or of any line where it is 0.</summary>
    private static (int Line, int Column)? FirstTab(string text, int only)
    {
        var line = 0;
        foreach (var row in text.AsSpan().EnumerateLines())
        {
            line++;
            var indent = row[..(row.Length - row.TrimStart(" \t").Length)];
            if ((only == 0 || only == line) && indent.IndexOf('\t') is >= 0 and var at)
                return (line, at + 1);
        }

        return null;
    }

    private static ReadOnlySpan<char> Row(string text, int line)
    {
        foreach (var row in text.AsSpan().EnumerateLines())
            if (--line == 0)
                return row;
        return [];
    }
}
