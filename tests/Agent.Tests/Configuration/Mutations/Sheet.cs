using Bellwether.Agent.Configuration.Yaml;

namespace Bellwether.Agent.Tests.Configuration.Mutations;

/// <summary>The lines of a file, and edits of one place in them.</summary>
internal sealed class Sheet(string text)
{
    private readonly string[] _lines = text.TrimEnd('\n').Split('\n');

    public int Count => _lines.Length;

    /// <summary>From 1.</summary>
    public string this[int line] => _lines[line - 1];

    public int IndentOf(int line) => this[line].Length - this[line].TrimStart(' ').Length;

    public bool IsContent(int line) => this[line].Trim() is { Length: > 0 } row && row[0] != '#';

    /// <summary>The text with one line changed; null takes it out.</summary>
    public string With(int line, string? row) => WithRange(line, line, row is null ? [] : [row]);

    public string WithRange(int from, int to, params IEnumerable<string> rows) =>
        string.Join('\n', _lines[..(from - 1)].Concat(rows).Concat(_lines[to..])) + "\n";

    /// <summary>The text with something else from a column on.</summary>
    public string Put(int line, int column, int length, string other) =>
        With(line, this[line][..(column - 1)] + other + this[line][(column - 1 + length)..]);

    /// <summary>How long the value is in the file: quotes and brackets included.</summary>
    public int LengthOf(YamlNode value)
    {
        var row = this[value.Line];
        var at = value.Column - 1;
        if (value is YamlScalar { IsPlain: true } plain) return plain.Source.Length;
        if (value is YamlScalar) return row.IndexOf(row[at], at + 1) - at + 1;
        var depth = 0;
        for (var i = at; i < row.Length; i++)
        {
            if (row[i] == '"') i = row.IndexOf('"', i + 1);
            else if (row[i] is '[' or '{') depth++;
            else if (row[i] is ']' or '}' && --depth == 0) return i - at + 1;
        }

        throw new InvalidOperationException($"line {value.Line} has no whole value at {value.Column}");
    }

    /// <summary>Last line of what stands below a key.</summary>
    public int EndOf(YamlScalar key)
    {
        var line = key.Line;
        while (line < Count && (!IsContent(line + 1) || IndentOf(line + 1) >= key.Column)) line++;
        return line;
    }
}
