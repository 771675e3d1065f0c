using YamlDotNet.Core;

namespace Bellwether.Agent.Configuration.Yaml;

/// <summary>Says in plain words what the parser stumbled over.</summary>
internal static class SyntaxFault
{
    /// <summary>Our own word among the parser's: nested deeper than <see cref="YamlReader.DeepestNesting"/>.</summary>
    public const string TooDeep = "nested too deep";

    /// <summary>The parser's words (its version is pinned), and ours. First that is contained holds.</summary>
    private static readonly (string Theirs, string Ours)[] Words =
    [
        (TooDeep, "nested deeper than 32 levels"),
        ("did not find expected ',' or '}'", "a ',' or the closing '}' is missing before this"),
        ("did not find expected ',' or ']'", "a ',' or the closing ']' is missing before this"),
        ("found unexpected end of stream", "a quote or bracket that is opened here never ends"),
        ("mapping values are not allowed", "a ':' is not allowed here: check the indentation, or put the text in quotes"),
        ("could not find expected ':'", "a ':' with a space after it is missing"),
        ("did not find expected '-' indicator", "the indentation does not fit the list above"),
        ("did not find expected key", "the indentation does not fit the lines above, or a quote or bracket above never ends"),
        ("cannot start any token", "this character cannot begin a value: put the text in quotes"),
        ("unknown escape character", "unknown escape after '\\': double it, or use single quotes"),
        ("expected <document start>", "this does not belong to the document above: check the indentation"),
        ("block sequence entries are not allowed", "a list item ('- ') is not allowed here: begin it on its own line"),
        ("expected a comment or a line break", "only a comment may stand here after the '|' or '>'"),
    ];

    public static (YamlNode At, string Message) Of(YamlException e, string text)
    {
        var at = new YamlScalar((int)Math.Max(1, e.Start.Line), (int)Math.Max(1, e.Start.Column), "");
        if (TabIn(text, at.Line) is { } tab)
            return (new YamlScalar(at.Line, tab, ""), "a tab stands in the indentation: YAML wants spaces");
        var said = e.Message;
        foreach (var (theirs, ours) in Words)
            if (said.Contains(theirs, StringComparison.OrdinalIgnoreCase))
                return (at, ours);
        return (at, "this is not YAML: " + char.ToLowerInvariant(said[0]) + said[1..].TrimEnd('.'));
    }

    private static int? TabIn(string text, int line)
    {
        foreach (var row in text.AsSpan().EnumerateLines())
        {
            if (--line > 0)
                continue;
            var indent = row[..(row.Length - row.TrimStart(" \t").Length)];
            return indent.IndexOf('\t') is >= 0 and var at ? at + 1 : null;
        }

        return null;
    }
}
